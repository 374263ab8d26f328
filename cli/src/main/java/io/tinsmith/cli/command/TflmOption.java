package io.tinsmith.cli.command;

import io.tinsmith.cli.CommandException;
import io.tinsmith.cli.DoesNotFitException;
import io.tinsmith.cli.design.Hashes;
import io.tinsmith.cli.page.Units;
import io.tinsmith.codegen.TflmProject;
import io.tinsmith.codegen.tflite.ModelFormatException;
import io.tinsmith.codegen.tflite.TflmReader;
import io.tinsmith.memory.tflm.TflmArena;
import io.tinsmith.memory.tflm.TflmModel;
import io.tinsmith.memory.tflm.TflmRevision;
import io.tinsmith.memory.tflm.TflmTarget;
import io.tinsmith.targets.Board;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** C++ for TFLite Micro in place of firmware with Tinsmith's own runtime. */
final class TflmOption {
    /** Options of Tinsmith's own firmware. */
    private static final List<String> OTHERS = List.of(
            "--sram",
            "--flash",
            "--stack",
            "--optimize",
            "--rounding",
            "--schedule",
            "--max-overhead",
            "--input",
            "--all-channels",
            "--regions");

    @Option(
            names = "--runtime",
            paramLabel = "NAME",
            description = "tflm or tflm-cmsis-nn: C++ for your own build of TFLite Micro with its reference kernels or "
                    + "CMSIS-NN: the model as an array, the ops to register, the arena's size, a main program.",
            converter = RuntimeOption.RuntimeName.class)
    private TflmTarget.@Nullable Kernels kernels;

    @Option(
            names = "--core",
            paramLabel = "NAME",
            description = "With --runtime, in place of a board: a core by gcc's name. Default: one with DSP, as "
                    + "cortex-m4",
            converter = RuntimeOption.CoreName.class)
    private TflmTarget.@Nullable Extension core;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    boolean isGiven() {
        return kernels != null;
    }

    /** Refuses a core where no other runtime is asked for. */
    void requireNoCore() {
        if (core != null) {
            throw new ParameterException(
                    spec.commandLine(), "The --core is for --runtime alone.\nMaybe name a --board instead.");
        }
    }

    /**
     * Writes the directory.
     *
     * @return what to say about it
     */
    List<String> write(Path file, Optional<Board> board, Path out) throws IOException {
        for (String other : OTHERS) {
            if (spec.commandLine().getParseResult().hasMatchedOption(other)) {
                throw new ParameterException(
                        spec.commandLine(),
                        "The --runtime plans its own memory: " + other + " is not for it.\nMaybe leave it out.");
            }
        }
        TflmTarget target = RuntimeOption.target(kernels(), board, Optional.ofNullable(core), spec);
        Models.requireFile(file);
        byte[] bytes = Files.readAllBytes(file);
        TflmModel model = read(file, bytes);
        TflmArena arena = TflmArena.of(model, target, TflmRevision.newest());
        board.ifPresent(b -> requireFit(b, arena, bytes.length));
        boolean isNew =
                TflmProject.write(String.valueOf(file.getFileName()), bytes, model, arena, Hashes.sha256(bytes), out);
        return List.of(
                "Wrote " + out + " for TFLite Micro " + arena.revision().name() + ", " + target.text(),
                "  model.cc: " + Units.count(bytes.length) + " bytes of flash; arena: "
                        + Units.count(arena.smallestBytes()) + " bytes (predicted: the smallest that allocates)",
                isNew
                        ? "Put your sensor into " + out.resolve("main.cc") + "; " + out.resolve("README.md")
                                + " goes on."
                        : "Kept " + out.resolve("main.cc") + " as it was; remove it to have a new one.");
    }

    private TflmTarget.Kernels kernels() {
        if (kernels == null) {
            throw new IllegalStateException("There is no --runtime.");
        }
        return kernels;
    }

    private static TflmModel read(Path file, byte[] bytes) {
        try {
            return TflmReader.read(bytes);
        } catch (ModelFormatException e) {
            throw new CommandException("The model file (" + file + ") cannot be used.\n" + e.getMessage(), e);
        }
    }

    private static void requireFit(Board board, TflmArena arena, int modelBytes) {
        if (arena.smallestBytes() > board.sramBytes() || modelBytes > board.flashBytes()) {
            throw new DoesNotFitException("The model needs " + Units.count(arena.smallestBytes())
                    + " bytes of arena and " + Units.count(modelBytes) + " of flash, more than the board ("
                    + board.name() + ") has: " + Units.count(board.sramBytes()) + " and "
                    + Units.count(board.flashBytes())
                    + ".\nMaybe choose a larger board, or leave --runtime out: Tinsmith's own runtime takes less.");
        }
    }
}
