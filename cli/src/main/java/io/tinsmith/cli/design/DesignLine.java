package io.tinsmith.cli.design;

import io.tinsmith.cli.CommandException;
import io.tinsmith.cli.bench.Bench;
import io.tinsmith.cli.bench.BenchResult;
import io.tinsmith.cli.bench.Build;
import io.tinsmith.cli.bench.Prediction;
import io.tinsmith.cli.bench.Project;
import io.tinsmith.cli.bench.TestVectors;
import io.tinsmith.cli.console.Console;
import io.tinsmith.cli.console.Progress;
import io.tinsmith.cli.page.Units;
import io.tinsmith.cli.report.Accuracy;
import io.tinsmith.cli.report.DesignReport;
import io.tinsmith.cli.report.LeftOut;
import io.tinsmith.codegen.Firmware;
import io.tinsmith.codegen.Optimize;
import io.tinsmith.codegen.tflite.TfliteReader;
import io.tinsmith.graph.ConstantChannels;
import io.tinsmith.graph.DType;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Rounding;
import io.tinsmith.memory.PlannerOptions;
import io.tinsmith.memory.Schedule;
import io.tinsmith.search.Candidate;
import io.tinsmith.search.Constraints;
import io.tinsmith.search.CostModel;
import io.tinsmith.search.NetworkFamily;
import io.tinsmith.search.NetworkSpace;
import io.tinsmith.targets.Toolchain;
import io.tinsmith.training.Dataset;
import io.tinsmith.training.InitialWeights;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The whole line, from search spaces to the report; each stage's result is kept, so that a stopped run can go on. */
public final class DesignLine {
    /** The name under which the first stage's result is kept. */
    public static final String SPACES = "spaces";

    private static final int STAGES = 7;

    private final DesignJob job;
    private final NetworkFamily family;
    private final Dataset dataset;
    private final TrainingSpeed speed;
    private final StageStore store;
    private final Console console;
    private final Pace pace;
    private final int threads = Runtime.getRuntime().availableProcessors();

    public DesignLine(
            DesignJob job,
            NetworkFamily family,
            Dataset dataset,
            TrainingSpeed speed,
            StageStore store,
            Console console,
            Pace pace) {
        this.job = job;
        this.family = family;
        this.dataset = dataset;
        this.speed = speed;
        this.store = store;
        this.console = console;
        this.pace = pace;
    }

    /** Runs all stages that have no result yet. */
    public DesignReport run() throws IOException, InterruptedException {
        TimePlan plan = job.timePlan();
        Constraints limits = Limits.of(
                job,
                plan,
                speed,
                TrainingData.winnerCount(dataset, job),
                TrainingData.leastEpochs(dataset, job, plan.trainSeconds())
                        + TrainingAmounts.plainEpochs(job.quantizedEpochs()));
        CostModel costs = job.costs(PlannerOptions.quick());
        List<? extends NetworkSpace<?>> members =
                family.members(dataset.imageShape().channels(), dataset.classes());

        SpacesStage.Result spaces = spaces(members, costs, limits);
        SearchStage.Result search = search(members, spaces, costs, limits, plan);
        RaceStage.Result race = race(search, plan);
        Candidate winner = search.finalists().get(race.winner());
        StageStore.write(
                job.out().resolve("architecture.yaml"),
                winner.network().toYaml().getBytes(StandardCharsets.UTF_8));
        TrainingData data = TrainingData.ofWinner(dataset, winner.network(), job);
        TrainStage.Result training = train(spaces, winner, race.winner(), data, plan);
        QuantizeStage.Result quantized = quantize(data);

        Graph model = TfliteReader.read(job.out().resolve("model.tflite"), Rounding.DOUBLE);
        Graph graph = ConstantChannels.without(model);
        Schedule schedule = job.moves().plan(graph, job.budget().sramBytes());
        TestVectors vectors = DeviceImages.vectors(model, data.test(), job.deviceImages());
        Toolchain tools = Toolchain.onPath();
        Firmware firmware = build(schedule, vectors, quantized, tools);
        Path elf = firmware.emulatedElf().orElse(firmware.elf());
        Build sizes = Build.read(tools, elf).requireStack(elf);
        BenchResult bench = device(tools, elf, vectors, quantized);
        return ReportAssembler.assemble(new ReportAssembler.Parts(
                job,
                spaces,
                search,
                race,
                training,
                quantized,
                LeftOut.of(model, graph),
                schedule,
                sizes,
                bench,
                DeviceImages.accuracy(bench, data.test()),
                Versions.provenance(job, tools, dataset, data.input(), training)));
    }

    private SpacesStage.Result spaces(List<? extends NetworkSpace<?>> members, CostModel costs, Constraints limits)
            throws IOException, InterruptedException {
        console.stage(1, STAGES, "Score " + members.size() + " search spaces of " + family.name());
        SpacesStage.Result result = store.getOrRun(SPACES, SpacesStage.Result.class, () -> {
            try (Progress progress = console.progress("spaces", members.size())) {
                return SpacesStage.run(job, members, costs, limits, threads, progress::to);
            }
        });
        result.spaces().stream()
                .filter(s -> s.chosen())
                .forEach(s -> console.line("  " + s.name() + ": " + s.fitted() + " of " + s.sampled()
                        + " samples fit, score " + Units.big(s.score()) + " MACs"));
        long some = result.spaces().stream().filter(s -> s.fitted() > 0).count();
        console.line("  " + some + " of " + members.size() + " spaces have samples that fit");
        return result;
    }

    private SearchStage.Result search(
            List<? extends NetworkSpace<?>> members,
            SpacesStage.Result spaces,
            CostModel costs,
            Constraints limits,
            TimePlan plan)
            throws IOException, InterruptedException {
        console.stage(
                2,
                STAGES,
                "Search in " + spaces.chosen() + " by " + job.summary().strategy());
        NetworkSpace<?> space = members.stream()
                .filter(m -> m.label().equals(spaces.chosen()))
                .<NetworkSpace<?>>map(m -> m)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The space (" + spaces.chosen() + ") is gone."));
        RunContext run = new RunContext(job, dataset, speed, store, console, pace);
        return new FinalistSearch(run, costs, limits, plan).run(space);
    }

    private RaceStage.Result race(SearchStage.Result search, TimePlan plan) throws IOException, InterruptedException {
        console.stage(3, STAGES, "Race of the finalists");
        RaceStage.Result result = store.getOrRun("race", RaceStage.Result.class, () -> {
            pace.start();
            RaceStage.Result raced =
                    RaceStage.run(job, search.finalists(), dataset, plan.raceSeconds(), speed, store, console);
            pace.end("race", plan.raceSeconds());
            return raced;
        });
        if (result.rows().isEmpty()) {
            console.line("  there is but one");
            return result;
        }
        console.line("  finalist " + (result.winner() + 1) + " wins with "
                + Units.percent(result.rows().get(result.winner()).validation()) + " on the validation images");
        return result;
    }

    private TrainStage.Result train(
            SpacesStage.Result spaces, Candidate winner, int finalist, TrainingData data, TimePlan plan)
            throws IOException, InterruptedException {
        Graph structure = winner.network().toGraph(DType.FLOAT32);
        TrainingAmounts all = TrainingAmounts.within(
                plan.trainSeconds(), structure, speed, data.train().count());
        TrainingAmounts amounts = all.leaving(job.quantizedEpochs());
        console.stage(
                4,
                STAGES,
                "Train the winner: " + amounts.epochs() + " epochs of " + Units.count(amounts.images()) + " images");
        TrainStage.Result result = store.getOrRun("training", TrainStage.Result.class, () -> {
            pace.start();
            Optional<InitialWeights> start =
                    SupernetStage.inherited(store, finalist).map(SupernetStage.Inherited::weights);
            TrainStage.Result trained =
                    TrainStage.run(job, spaces.chosen(), winner.network(), data, amounts, start, store, console);
            pace.end("training", speed.seconds(structure, (long) all.images() * all.epochs()));
            return trained;
        });
        console.line("  float accuracy on the test images: " + text(result.accuracy()));
        return result;
    }

    private QuantizeStage.Result quantize(TrainingData data) throws IOException, InterruptedException {
        console.stage(5, STAGES, "Quantize to int8 and test it");
        Path model = job.out().resolve("model.tflite");
        QuantizeStage.Result result = store.getOrRun("quantized", QuantizeStage.Result.class, () -> {
            try (Progress progress = console.progress("test images", data.test().count())) {
                return QuantizeStage.run(job, store, data, model, progress, console);
            }
        });
        console.line("  int8 accuracy on the test images: " + text(result.accuracy()));
        return result;
    }

    /** Always done anew: it is quick, and the directory may have been changed. */
    private Firmware build(Schedule schedule, TestVectors vectors, QuantizeStage.Result quantized, Toolchain tools)
            throws IOException {
        console.stage(6, STAGES, "Generate and build the firmware");
        long stack = Prediction.of(schedule, job.board()).stackBytes();
        Firmware firmware = build(schedule, vectors, quantized, tools, stack);
        Build sizes = Build.read(tools, firmware.emulatedElf().orElse(firmware.elf()));
        if (!sizes.stackFits()) {
            // A compiler with larger frames than the one that the prediction knows.
            stack = sizes.sufficientStackBytes();
            console.line("  the stack may reach " + Units.count(sizes.stackBoundBytes()) + " bytes: reserve "
                    + Units.count(stack));
            firmware = build(schedule, vectors, quantized, tools, stack);
        }
        console.line("  " + firmware.directory());
        return firmware;
    }

    private Firmware build(
            Schedule schedule, TestVectors vectors, QuantizeStage.Result quantized, Toolchain tools, long stackBytes)
            throws IOException {
        Firmware firmware = Project.write(
                schedule,
                job.board(),
                job.budget().sramBytes(),
                job.budget().flashBytes(),
                stackBytes,
                Optimize.BALANCED,
                quantized.sha256(),
                vectors,
                job.out().resolve("firmware"));
        Build.make(tools, firmware.directory());
        return firmware;
    }

    private BenchResult device(Toolchain tools, Path elf, TestVectors vectors, QuantizeStage.Result quantized)
            throws IOException, InterruptedException {
        var emulation = job.board()
                .emulation()
                .orElseThrow(
                        () -> new CommandException("The board (" + job.board().name()
                                + ") cannot be emulated.\nMaybe flash the program and run: tinsmith bench "
                                + job.out().resolve("firmware") + " --port PATH"));
        console.stage(
                7,
                STAGES,
                "Run it on " + job.board().name() + " (emulated), "
                        + vectors.inputs().size() + " test images over the serial port");
        return store.getOrRun("device", BenchResult.class, () -> {
            try (Progress progress = console.progress("images", vectors.inputs().size())) {
                return Bench.emulated(tools, emulation, elf, quantized.sha256(), vectors, progress);
            }
        });
    }

    private static String text(Accuracy accuracy) {
        return String.format(Locale.ROOT, "%.2f %%", accuracy.percent());
    }
}
