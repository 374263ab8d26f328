package io.tinsmith.cli.command;

import io.tinsmith.cli.CommandException;
import io.tinsmith.cli.DoesNotFitException;
import io.tinsmith.cli.ExitCodes;
import io.tinsmith.cli.analysis.Analyzer;
import io.tinsmith.cli.analysis.Moves;
import io.tinsmith.cli.design.StageStore;
import io.tinsmith.cli.page.AnalysisPage;
import io.tinsmith.cli.page.AnalysisSummary;
import io.tinsmith.cli.page.TflmSummary;
import io.tinsmith.cli.page.Units;
import io.tinsmith.cli.report.AnalysisReport;
import io.tinsmith.cli.report.FrontRow;
import io.tinsmith.cli.report.ReportJson;
import io.tinsmith.cli.report.TflmReport;
import io.tinsmith.codegen.Optimize;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Rounding;
import io.tinsmith.targets.Boards;
import io.tinsmith.targets.ByteSize;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What a network costs, step by step. */
@Command(
        name = "analyze",
        description = {
            "Shows how a network would be run and what that costs: the schedule with its arena, MACs, flash, and the boards "
                    + "that it fits.",
            "Trains, builds and runs nothing."
        },
        footer = {
            "",
            "Examples:",
            "  tinsmith analyze model.tflite",
            "  tinsmith analyze model.tflite --sram 20KB --max-overhead 1.5 --html schedule.html",
            "  tinsmith analyze architecture.yaml --json schedule.json",
            "  tinsmith analyze model.tflite --runtime tflm-cmsis-nn --board nucleo-f446re"
        })
public final class AnalyzeCommand extends TinsmithSubcommand {
    private static final String STANDARD_OUTPUT = "-";
    private static final String BOARD = "netduino-plus-2";

    @Parameters(paramLabel = "FILE", description = "A .tflite model, or an architecture as .yaml.")
    private Path file = Path.of("");

    @Mixin
    private ScheduleOption schedule = new ScheduleOption();

    @Mixin
    private InputOption input = new InputOption();

    @Option(
            names = "--sram",
            paramLabel = "SIZE",
            description = "SRAM of the whole program: show the schedule that computes least within it. Default: the "
                    + "least arena",
            converter = Conversions.Bytes.class)
    private @Nullable Long sram;

    @Mixin
    private RuntimeOption runtime = new RuntimeOption();

    @Mixin
    private CostsOption costs = new CostsOption();

    @Option(names = "--html", paramLabel = "FILE", description = "Write a page with pictures of the arena.")
    private @Nullable Path html;

    @Option(
            names = "--json",
            arity = "0..1",
            fallbackValue = STANDARD_OUTPUT,
            paramLabel = "FILE",
            description = "Write JSON, without FILE to standard output in place of the tables.")
    private @Nullable Path json;

    @Override
    public Integer call() throws IOException {
        Moves moves = schedule.moves(input.byRows());
        Optional<Path> page = Optional.ofNullable(html);
        Optional<Path> data = Optional.ofNullable(json);
        boolean piped = data.isPresent() && data.get().toString().equals(STANDARD_OUTPUT);
        page.ifPresent(path -> requireEnding("--html", path, ".html"));
        data.filter(path -> !piped).ifPresent(path -> requireEnding("--json", path, ".json"));
        if (runtime.isGiven()) {
            return otherRuntime(data, piped);
        }
        runtime.requireNoCore();
        AnalysisReport report = Analyzer.of(
                String.valueOf(file.getFileName()),
                graph(),
                moves,
                Optional.ofNullable(sram),
                costs.model(runtime.board().orElseGet(() -> Boards.byName(BOARD)), Optimize.BALANCED));
        if (page.isPresent()) {
            write(page.get(), AnalysisPage.render(report));
        }
        if (piped) {
            console().line(ReportJson.write(report).stripTrailing());
        } else {
            if (data.isPresent()) {
                write(data.get(), ReportJson.write(report));
            }
            console().lines(AnalysisSummary.lines(report));
            page.ifPresent(path -> console().line("\nWrote " + path));
        }
        AnalysisReport.Budget budget = report.budget();
        if (budget != null && !budget.fits()) {
            throw new DoesNotFitException(advice(report, budget));
        }
        return ExitCodes.OK;
    }

    private int otherRuntime(Optional<Path> data, boolean piped) throws IOException {
        runtime.requireAlone(schedule.isGiven() || input.byRows() || sram != null || html != null);
        TflmReport report = runtime.report(file);
        if (piped) {
            console().line(ReportJson.write(report).stripTrailing());
            return ExitCodes.OK;
        }
        if (data.isPresent()) {
            write(data.get(), ReportJson.write(report));
        }
        console().lines(TflmSummary.lines(report));
        return ExitCodes.OK;
    }

    private static void write(Path path, String text) throws IOException {
        StageStore.write(path, text.getBytes(StandardCharsets.UTF_8));
    }

    private Graph graph() {
        String name = file.toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".tflite")) {
            return Models.tflite(file, Rounding.DOUBLE);
        }
        if (name.endsWith(".yaml") || name.endsWith(".yml")) {
            return Models.architecture(file);
        }
        throw new CommandException(
                "The file (" + file + ") is neither .tflite nor .yaml.\nMaybe rename it after what it holds.");
    }

    private static String advice(AnalysisReport report, AnalysisReport.Budget budget) {
        long rest = report.programSramBytes() - report.schedule().arenaBytes();
        String wish = report.front().stream()
                .filter(row -> row.arenaBytes() <= budget.arenaBytes())
                .findFirst()
                .map(AnalyzeCommand::allow)
                .orElse("Maybe raise --sram, or try --input rows or a smaller network.");
        return "The SRAM of " + ByteSize.format(budget.sramBytes()) + " is too little: the arena takes "
                + Units.count(report.schedule().arenaBytes()) + " bytes, statics and stack " + Units.count(rest) + ".\n"
                + wish;
    }

    private static String allow(FrontRow row) {
        // Rounded up, so that it is enough.
        return String.format(
                Locale.ROOT,
                "Maybe allow --max-overhead %.3f, which needs %s bytes of arena.",
                Math.ceil(1000 * row.overhead()) / 1000,
                Units.count(row.arenaBytes()));
    }
}
