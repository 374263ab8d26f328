package io.tinsmith.cli.command;

import io.tinsmith.cli.CommandException;
import io.tinsmith.cli.DoesNotFitException;
import io.tinsmith.cli.ExitCodes;
import io.tinsmith.cli.analysis.ChoiceText;
import io.tinsmith.cli.analysis.Chooser;
import io.tinsmith.cli.bench.LatencyModel;
import io.tinsmith.cli.bench.Prediction;
import io.tinsmith.cli.bench.Project;
import io.tinsmith.cli.bench.TestVectors;
import io.tinsmith.cli.design.Classifier;
import io.tinsmith.cli.design.Hashes;
import io.tinsmith.cli.page.Units;
import io.tinsmith.cli.report.EdgeNames;
import io.tinsmith.cli.report.LeftOut;
import io.tinsmith.codegen.Firmware;
import io.tinsmith.codegen.Optimize;
import io.tinsmith.graph.DType;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Rounding;
import io.tinsmith.memory.Schedule;
import io.tinsmith.targets.Board;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** Firmware of a model. */
@Command(
        name = "generate",
        description = {
            "Writes the C firmware of an int8 .tflite model for a board: sources, Makefile, test vectors.",
            "With --runtime: C++ for your own build of TFLite Micro instead."
        },
        footer = {
            "",
            "Examples:",
            "  tinsmith generate model.tflite --board netduino-plus-2 --out firmware",
            "  tinsmith generate model.tflite --runtime tflm-cmsis-nn --out tflm"
        })
public final class GenerateCommand extends TinsmithSubcommand {
    private static final int VECTORS = 20;

    @Parameters(
            paramLabel = "FILE",
            description = "An int8 .tflite model; with --runtime any .tflite model that TFLite Micro takes.")
    private Path file = Path.of("");

    @Mixin
    private TflmOption tflm = new TflmOption();

    @Option(
            names = "--board",
            paramLabel = "NAME|FILE",
            description = "See: tinsmith boards. Needed, but with --runtime",
            converter = BoardConverter.class)
    private @Nullable Board board;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Empty, absent, or written before.")
    private Path out = Path.of("");

    @Option(
            names = "--sram",
            paramLabel = "SIZE",
            description = "SRAM of the whole program. Default: the board's",
            converter = Conversions.Bytes.class)
    private @Nullable Long sram;

    @Option(
            names = "--flash",
            paramLabel = "SIZE",
            description = "Flash of the whole program. Default: the board's",
            converter = Conversions.Bytes.class)
    private @Nullable Long flash;

    @Option(
            names = "--stack",
            paramLabel = "SIZE",
            description = "Stack to reserve. Default: what its deepest path takes (predicted)",
            converter = Conversions.Bytes.class)
    private @Nullable Long stack;

    @Option(
            names = "--optimize",
            paramLabel = "KIND",
            description = "speed, size or balanced. For speed ops run as layers, not as streams, where that fits and "
                    + "--schedule says nothing. Default: balanced",
            defaultValue = "balanced")
    private Optimize optimize = Optimize.BALANCED;

    @Option(
            names = "--rounding",
            paramLabel = "KIND",
            description = "DOUBLE as TFLite Micro, or SINGLE as TFLite. Default: DOUBLE",
            defaultValue = "DOUBLE")
    private Rounding rounding = Rounding.DOUBLE;

    @Mixin
    private ScheduleOption schedules = new ScheduleOption();

    @Mixin
    private InputOption input = new InputOption();

    @Mixin
    private ChannelsOption channels = new ChannelsOption();

    @Mixin
    private RegionsOption regions = new RegionsOption();

    @Override
    public Integer call() throws IOException {
        if (tflm.isGiven()) {
            console().lines(tflm.write(file, Optional.ofNullable(board), out));
            return ExitCodes.OK;
        }
        tflm.requireNoCore();
        Board board = board();
        long sramBytes = budget("--sram", sram, board, board.sramBytes(), board.sramBytes());
        long flashBytes = budget("--flash", flash, board, board.flashBytes(), board.flashBytes());
        Graph whole = Models.tflite(file, rounding);
        Graph graph = channels.of(whole);
        DType type = graph.tensor(graph.inputs().get(0)).type();
        if (type != DType.INT8) {
            throw new CommandException(
                    "The model (" + file + ") is of type " + type + ".\nMaybe quantize it to int8 first.");
        }
        Optional<Chooser.Choice> choice = choice(graph, sramBytes, flashBytes);
        Schedule schedule = choice.map(Chooser.Choice::schedule)
                .orElseGet(() -> schedules.moves(input.byRows()).plan(graph, sramBytes));
        Prediction predicted = Prediction.of(schedule, board, optimize);
        predicted = stack == null ? predicted : predicted.withStackBytes(stack);
        if (regions.isGiven()) {
            schedule = regions.place(schedule, board, sramBytes, predicted);
            requireFit(predicted, Long.MAX_VALUE, flashBytes);
        } else {
            requireFit(predicted, sramBytes, flashBytes);
        }
        Firmware firmware = Project.write(
                schedule,
                board,
                sramBytes,
                flashBytes,
                predicted.stackBytes(),
                optimize,
                Hashes.sha256(Files.readAllBytes(file)),
                vectors(whole),
                out);
        console().line("Wrote " + firmware.directory() + " for " + board.title());
        console()
                .line("  arena " + Units.count(firmware.arenaBytes()) + " bytes (predicted), "
                        + schedule.steps().size() + " steps of "
                        + graph.ops().size() + " ops, " + VECTORS + " random test vectors");
        EdgeNames.line(
                        EdgeNames.converted(graph.edges().inputs()).orElse(null),
                        EdgeNames.converted(graph.edges().outputs()).orElse(null))
                .ifPresent(line -> console().lines(List.of("  " + line, "  see model/tns_model.h for how to convert")));
        LeftOut leftOut = LeftOut.of(whole, graph);
        if (leftOut != null) {
            console().line("  " + leftOut.line());
        }
        if (regions.isGiven()) {
            console().line(RegionsOption.text(schedule));
        }
        if (firmware.inputByRows()) {
            console()
                    .line("  input by rows; the benchmark keeps its " + Units.count(graph.inputElements())
                            + " bytes outside the program's SRAM");
        } else if (input.byRows()) {
            console().line("  input whole: by rows it would take no less");
        }
        choice.ifPresent(chosen -> console().lines(why(chosen)));
        console().line("Build it with: make -C " + out);
        console().line("Run it with: tinsmith bench " + out);
        return ExitCodes.OK;
    }

    private Board board() {
        if (board == null) {
            throw new ParameterException(
                    spec().commandLine(),
                    "Missing required option: '--board=NAME|FILE'.\nMaybe choose one: tinsmith boards");
        }
        return board;
    }

    /** For speed, and where it is left to us: how each op runs, and why. */
    private Optional<Chooser.Choice> choice(Graph graph, long sramBytes, long flashBytes) {
        if (optimize != Optimize.SPEED || schedules.isGiven() || input.byRows() || regions.isGiven()) {
            return Optional.empty();
        }
        Schedule least = schedules.moves().plan(graph, sramBytes);
        return Optional.of(Chooser.choose(least, LatencyModel.of(board(), optimize), schedule -> {
            Prediction memory = Prediction.of(schedule, board(), optimize);
            return memory.sramBytes() <= sramBytes && memory.flashBytes() <= flashBytes;
        }));
    }

    private List<String> why(Chooser.Choice choice) {
        return ChoiceText.lines(
                choice,
                LatencyModel.of(board(), optimize),
                schedule -> Prediction.of(schedule, board(), optimize).sramBytes());
    }

    /** SRAM and the constants are exact and alone a reason to stop; the code is for the linker to judge. */
    private void requireFit(Prediction memory, long sramBytes, long flashBytes) {
        if (memory.sramBytes() > sramBytes || memory.constantBytes() > flashBytes) {
            throw new DoesNotFitException(
                    "The model (" + file + ") needs more than it may have, " + Units.count(sramBytes)
                            + " bytes of SRAM and " + Units.count(flashBytes)
                            + " of flash.\nThe least that would do (predicted, whole program): SRAM "
                            + Units.count(memory.sramBytes()) + ", flash " + Units.count(memory.flashBytes())
                            + ".\nMaybe raise --sram or --flash, "
                            + (optimize == Optimize.SPEED ? "give --optimize balanced, which takes less stack, " : "")
                            + "or choose a larger board: tinsmith boards");
        }
    }

    /** Of all that the model computes, also what is left out. */
    private static TestVectors vectors(Graph graph) {
        SplittableRandom random = new SplittableRandom(1);
        Classifier classifier = new Classifier(graph);
        List<byte[]> inputs = new ArrayList<>();
        List<byte[]> outputs = new ArrayList<>();
        for (int i = 0; i < VECTORS; i++) {
            byte[] input = new byte[Math.toIntExact(graph.inputElements())];
            random.nextBytes(input);
            inputs.add(input);
            outputs.add(classifier.output(input));
        }
        return new TestVectors(inputs, outputs);
    }
}
