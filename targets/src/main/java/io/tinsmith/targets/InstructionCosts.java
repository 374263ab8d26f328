package io.tinsmith.targets;

import io.tinsmith.targets.internal.CostFiles;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What the runtime's kernels take on a core, measured under emulation or on a board; see docs/measuring.md.
 *
 * @param kernels {@code thumb1} or {@code plain} of cores without extensions, {@code dsp} or {@code mve}
 * @param optimize how the kernels were compiled: {@code speed}, {@code balanced} or {@code size}
 * @param unit of the costs
 * @param costs by the name of a cost term, which the memory model defines
 */
public record InstructionCosts(String kernels, String optimize, Unit unit, Map<String, Double> costs) {
    private static final String BALANCED = "balanced";

    /** What was counted. */
    public enum Unit {
        INSTRUCTIONS,
        /** At a board's clock, with its waits and caches. */
        CYCLES
    }

    public InstructionCosts {
        costs = Map.copyOf(costs);
    }

    /** The costs of an MCU's core; where that was not measured, of the one that was and has the same kernels. */
    public static InstructionCosts of(Mcu mcu) {
        return of(mcu, BALANCED).orElseThrow();
    }

    /** The same of kernels compiled in some way, where they were measured so. */
    public static Optional<InstructionCosts> of(Mcu mcu, String optimize) {
        return CostFiles.read(measured(mcu), optimize.equals(BALANCED) ? "" : "-" + optimize);
    }

    /**
     * A table that {@code tinsmith calibrate} wrote.
     *
     * @throws IllegalArgumentException if it cannot be read, or is none
     */
    public static InstructionCosts read(Path file) {
        return CostFiles.read(file);
    }

    /** Which of the runtime's kernels an MCU runs. */
    public static String kernels(Mcu mcu) {
        if (mcu.mve()) {
            return "mve";
        }
        if (mcu.dsp()) {
            return "dsp";
        }
        return mcu.core() == Core.CORTEX_M0 || mcu.core() == Core.CORTEX_M0PLUS ? "thumb1" : "plain";
    }

    /** Whether the costs of an MCU's core, with the extensions that it has, were measured themselves. */
    public static boolean isMeasured(Mcu mcu) {
        return measured(mcu) == mcu.core() && of(mcu).kernels().equals(kernels(mcu));
    }

    private static Core measured(Mcu mcu) {
        return switch (mcu.core()) {
            case CORTEX_M0, CORTEX_M0PLUS -> Core.CORTEX_M0PLUS;
            case CORTEX_M3 -> Core.CORTEX_M3;
            case CORTEX_M4 -> Core.CORTEX_M4;
            case CORTEX_M7 -> Core.CORTEX_M7;
            case CORTEX_M33 -> mcu.dsp() ? Core.CORTEX_M33 : Core.CORTEX_M3;
            case CORTEX_M55 -> mcu.mve() ? Core.CORTEX_M55 : Core.CORTEX_M33;
        };
    }
}
