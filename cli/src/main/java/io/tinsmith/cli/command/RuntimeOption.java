package io.tinsmith.cli.command;

import io.tinsmith.cli.CommandException;
import io.tinsmith.cli.analysis.TflmAnalyzer;
import io.tinsmith.cli.report.TflmReport;
import io.tinsmith.memory.tflm.TflmTarget;
import io.tinsmith.targets.Board;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Another runtime than Tinsmith's, to see what it takes for a model. */
final class RuntimeOption {
    @Option(
            names = "--runtime",
            paramLabel = "NAME",
            description = "tflm or tflm-cmsis-nn: show the arena that TFLite Micro needs instead, with its reference "
                    + "kernels or CMSIS-NN, and the ops to register; of several files, add it to the table.",
            converter = RuntimeName.class)
    private TflmTarget.@Nullable Kernels kernels;

    @Option(
            names = "--board",
            paramLabel = "NAME|FILE",
            description = "The board whose memory is the limit and whose program and time are predicted. Default: no "
                    + "limit, netduino-plus-2; with --runtime the board whose core and SRAM count, default a core "
                    + "with DSP, such as Cortex-M4",
            converter = BoardConverter.class)
    private @Nullable Board board;

    @Option(
            names = "--core",
            paramLabel = "NAME",
            description = "With --runtime, in place of a board: a core by gcc's name, such as cortex-m55.",
            converter = CoreName.class)
    private TflmTarget.@Nullable Extension core;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    boolean isGiven() {
        return kernels != null;
    }

    /** The board that was given. */
    Optional<Board> board() {
        return Optional.ofNullable(board);
    }

    /** Refuses options of Tinsmith's own schedules. */
    void requireAlone(boolean others) {
        if (others) {
            throw new ParameterException(
                    spec.commandLine(),
                    "The --runtime plans its own memory: --schedule, --max-overhead, --input, --sram, --flash, --latency, "
                            + "--all-boards and --html are not for it.\nMaybe leave them out.");
        }
    }

    /** Refuses a core where no other runtime is asked for. */
    void requireNoCore() {
        if (core != null) {
            throw new ParameterException(
                    spec.commandLine(), "The --core is for --runtime alone.\nMaybe name a --board instead.");
        }
    }

    /** Kernels and core, as they stand in reports: {@code tflm-cmsis-nn, dsp}. */
    static String name(TflmReport report) {
        return report.runtime() + ", " + report.extension();
    }

    TflmReport report(Path file) {
        TflmTarget.Kernels chosen = kernels;
        if (chosen == null || !file.toString().toLowerCase(Locale.ROOT).endsWith(".tflite")) {
            throw new CommandException("The file (" + file
                    + ") is no .tflite model.\nMaybe write one with tinsmith design, or convert it.");
        }
        TflmTarget target = target(chosen, board(), Optional.ofNullable(core), spec);
        return TflmAnalyzer.of(String.valueOf(file.getFileName()), Models.tflm(file), target, board());
    }

    /** The kernels on the core that was named; else on one with the DSP extension, such as a Cortex-M4. */
    static TflmTarget target(
            TflmTarget.Kernels kernels, Optional<Board> board, Optional<TflmTarget.Extension> core, CommandSpec spec) {
        if (board.isPresent() && core.isPresent()) {
            throw new ParameterException(
                    spec.commandLine(), "The --board has a core already.\nMaybe leave --board or --core out.");
        }
        return new TflmTarget(
                kernels,
                core.or(() -> board.map(b -> TflmAnalyzer.extension(b.mcu()))).orElse(TflmTarget.Extension.DSP));
    }

    /** {@code cortex-m4} and so on. */
    static final class CoreName implements ITypeConverter<TflmTarget.Extension> {
        @Override
        public TflmTarget.Extension convert(String text) {
            try {
                return TflmTarget.Extension.ofCore(text.toLowerCase(Locale.ROOT));
            } catch (IllegalArgumentException e) {
                throw Conversions.failed(e);
            }
        }
    }

    /** {@code tflm}, {@code tflm-cmsis-nn}. */
    static final class RuntimeName implements ITypeConverter<TflmTarget.Kernels> {
        @Override
        public TflmTarget.Kernels convert(String text) {
            return switch (text.toLowerCase(Locale.ROOT)) {
                case "tflm" -> TflmTarget.Kernels.REFERENCE;
                case "tflm-cmsis-nn" -> TflmTarget.Kernels.CMSIS_NN;
                default ->
                    throw Conversions.failed(new IllegalArgumentException(
                            "The runtime (" + text + ") is unknown.\nMaybe you mean tflm or tflm-cmsis-nn."));
            };
        }
    }
}
