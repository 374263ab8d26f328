package io.tinsmith.cli.command;

import io.tinsmith.cli.DoesNotFitException;
import io.tinsmith.cli.ExitCodes;
import io.tinsmith.cli.console.Console;
import io.tinsmith.cli.design.CandidateAccuracy;
import io.tinsmith.cli.design.DesignJob;
import io.tinsmith.cli.design.DesignLine;
import io.tinsmith.cli.design.DesignStrategy;
import io.tinsmith.cli.design.Hashes;
import io.tinsmith.cli.design.Pace;
import io.tinsmith.cli.design.RunDirectory;
import io.tinsmith.cli.design.StageStore;
import io.tinsmith.cli.design.TaskCheck;
import io.tinsmith.cli.page.ReportPage;
import io.tinsmith.cli.page.TerminalSummary;
import io.tinsmith.cli.report.DesignReport;
import io.tinsmith.cli.report.ReportJson;
import io.tinsmith.memory.MemoryBudget;
import io.tinsmith.search.NetworkFamilies;
import io.tinsmith.search.NetworkFamily;
import io.tinsmith.search.Objectives;
import io.tinsmith.targets.ByteSize;
import io.tinsmith.training.Dataset;
import io.tinsmith.training.Datasets;
import io.tinsmith.training.NominalCost;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The whole line: from a memory budget to proven firmware. */
@Command(
        name = "design",
        showDefaultValues = false,
        description = {
            "Designs a network for a board and a data set, with its firmware and the proof that it fits.",
            "Searches, trains, quantizes, writes model.tflite and C firmware, runs it on the emulated board and "
                    + "reports predicted beside measured."
        },
        footer = {
            "",
            "Examples:",
            "  tinsmith design",
            "  tinsmith design --board mps2-an385 --sram 64KB --flash 128KB --time 15m --out small",
            "  tinsmith design --dataset digits.zip --sram 16KB --time 10m --out digits",
            "  tinsmith design --out small --resume"
        })
public final class DesignCommand extends TinsmithSubcommand {
    private static final int MOST_QUANTIZED = 100;

    @Mixin
    private BudgetOption budget = new BudgetOption();

    @Option(
            names = "--dataset",
            paramLabel = "NAME|PATH",
            description = "See: tinsmith datasets. Default: fashion-mnist",
            defaultValue = "fashion-mnist")
    private String dataset = "fashion-mnist";

    @Mixin
    private DatasetOption reading = new DatasetOption();

    @Option(
            names = "--space",
            paramLabel = "NAME|FILE",
            description = "See: tinsmith spaces. Default: mobile-tiny; for label maps trellis-pixels")
    private @Nullable String namedSpace;

    @Option(
            names = "--strategy",
            paramLabel = "NAME",
            description = "One of ${COMPLETION-CANDIDATES}: see docs/search.md. Default: evolution",
            defaultValue = "EVOLUTION")
    private DesignStrategy strategy = DesignStrategy.EVOLUTION;

    @Option(
            names = "--accuracy",
            paramLabel = "NAME",
            description = "What the finalists are chosen by: proxy, or supernet, whose weights they inherit; see "
                    + "docs/search.md. Default: proxy",
            defaultValue = "PROXY")
    private CandidateAccuracy accuracy = CandidateAccuracy.PROXY;

    @Option(
            names = "--objectives",
            paramLabel = "NAME",
            split = ",",
            description = "Some of capacity, macs, sram, flash, parameters; the first decides, all count for nsga2. "
                    + "Default: capacity, for nsga2 capacity,sram")
    private List<String> objectives = List.of();

    @Mixin
    private ScheduleOption schedule = new ScheduleOption();

    @Mixin
    private InputOption input = new InputOption();

    @Option(
            names = "--qat",
            paramLabel = "EPOCHS",
            description = "Of quantization-aware training at the end, within --time. Default: 0",
            defaultValue = "0")
    private int quantizedEpochs;

    @Option(
            names = "--time",
            paramLabel = "TIME",
            description = "Time to plan with, on 2 cores. Default: 6m",
            defaultValue = "6m",
            converter = Conversions.Time.class)
    private Duration time = Duration.ofMinutes(6);

    @Option(names = "--seed", paramLabel = "N", description = "Of everything random. Default: 1", defaultValue = "1")
    private long seed;

    @Option(
            names = "--images",
            paramLabel = "N",
            description = "Test images that are sent to the device. Default: 200",
            defaultValue = "200")
    private int images;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where everything is written. Default: design-out",
            defaultValue = "design-out")
    private Path out = Path.of("design-out");

    @Option(names = "--resume", description = "Go on with a stopped run in --out, with the same options.")
    private boolean resume;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Console console = console();
        DesignJob job = job();
        NetworkFamily family = asUsage(() -> supported(Models.spaceFamily(job.space())));
        RunDirectory.check(job, resume);
        Dataset data = asUsage(() -> {
            Dataset opened = job.dataset().open();
            TaskCheck.require(family, opened);
            return opened;
        });
        DesignReport report;
        try (RunDirectory directory = RunDirectory.open(job, resume);
                StopNotice notice = StopNotice.ofDesign(out)) {
            announce(job, data, console);
            DesignLine line = new DesignLine(
                    job,
                    family,
                    data,
                    NominalCost::trainingSeconds,
                    directory.store(),
                    console,
                    new Pace(System::nanoTime, console));
            report = run(line, directory, notice);
            StageStore.write(
                    out.resolve("design.json"), ReportJson.write(report).getBytes(StandardCharsets.UTF_8));
            StageStore.write(
                    out.resolve("report.html"), ReportPage.render(report).getBytes(StandardCharsets.UTF_8));
            notice.done();
        }
        console.line("");
        console.lines(TerminalSummary.lines(report));
        console.line("");
        console.line("Written to " + out + ": model.tflite, firmware/, architecture.yaml, design.json, report.html");
        boolean equal = report.device().equalImages() == report.device().images();
        return equal ? ExitCodes.OK : ExitCodes.FAILURE;
    }

    private NetworkFamily supported(NetworkFamily family) {
        strategy.requireSupported(family);
        accuracy.requireSupported(family, strategy);
        return family;
    }

    private static DesignReport run(DesignLine line, RunDirectory directory, StopNotice notice)
            throws IOException, InterruptedException {
        try {
            return line.run();
        } catch (DoesNotFitException e) {
            // To go on would end the same way.
            notice.done();
            if (!directory.store().holds(DesignLine.SPACES)) {
                directory.discard();
            }
            throw e;
        }
    }

    private String space() {
        if (namedSpace != null) {
            return namedSpace;
        }
        return Datasets.hasMaps(dataset)
                ? NetworkFamilies.PIXELS
                : NetworkFamilies.builtinNames().get(0);
    }

    private DesignJob job() throws IOException {
        String space = space();
        MemoryBudget memory = budget.memory(this);
        if (images < 1) {
            throw new ParameterException(spec().commandLine(), "The --images (" + images + ") must be at least 1.");
        }
        if (quantizedEpochs < 0 || quantizedEpochs > MOST_QUANTIZED) {
            throw new ParameterException(
                    spec().commandLine(),
                    "The --qat (" + quantizedEpochs + ") is not within 0 to " + MOST_QUANTIZED + ".\nMaybe try 2.");
        }
        return new DesignJob(
                budget.board(),
                memory,
                budget.latency(),
                budget.times(),
                asUsage(() -> reading.source(dataset)),
                space,
                strategy,
                accuracy,
                objectives(),
                schedule.moves(input.byRows()),
                quantizedEpochs,
                time,
                seed,
                out,
                images,
                files(space));
    }

    private Map<String, String> files(String space) throws IOException {
        Map<String, String> hashes = new TreeMap<>();
        for (Path file : Stream.concat(Models.spaceFile(space).stream(), budget.costsFile().stream())
                .toList()) {
            Models.requireFile(file);
            hashes.put(file.toString(), Hashes.sha256(Files.readAllBytes(file)));
        }
        return hashes;
    }

    private List<String> objectives() {
        List<String> named = objectives.stream().map(String::strip).toList();
        for (String name : named) {
            asUsage(() -> Objectives.named(name));
        }
        if (strategy == DesignStrategy.ASHA && !named.isEmpty()) {
            throw new ParameterException(
                    spec().commandLine(),
                    "The --strategy (asha) goes by accuracy and weighs no --objectives (" + String.join(",", named)
                            + ").\nMaybe leave them out, or use nsga2.");
        }
        if (named.isEmpty()) {
            return strategy == DesignStrategy.NSGA2 ? List.of("capacity", "sram") : List.of("capacity");
        }
        return named.stream().distinct().toList();
    }

    private static void announce(DesignJob job, Dataset data, Console console) {
        console.line("Design for " + job.board().title() + ", " + data.name() + " ("
                + data.train().count() + " training and " + data.test().count() + " test images, "
                + data.imageShape() + ")");
        console.line(
                "Budget of the whole program: " + ByteSize.format(job.budget().sramBytes()) + " SRAM, "
                        + ByteSize.format(job.budget().flashBytes()) + " flash"
                        + job.latency().map(l -> ", " + l.toMillis() + " ms").orElse(""));
        console.line("Time plan (nominal, 2 cores): " + job.timePlan().text());
    }
}
