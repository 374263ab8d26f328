package io.tinsmith.targets;

import io.tinsmith.targets.internal.CostFiles;
import java.util.Map;

/**
 * What the runtime's kernels take on a core, measured under emulation; see docs/measuring.md.
 *
 * @param dsp of the kernels of the DSP extension
 * @param instructions by the name of a cost term, which the memory model defines
 */
public record InstructionCosts(boolean dsp, Map<String, Double> instructions) {
    public InstructionCosts {
        instructions = Map.copyOf(instructions);
    }

    /** The costs of an MCU's core; where that was not measured, of the one that was and has the same kernels. */
    public static InstructionCosts of(Mcu mcu) {
        if (!mcu.dsp()) {
            return CostFiles.read(Core.CORTEX_M3);
        }
        return CostFiles.read(mcu.core() == Core.CORTEX_M7 ? Core.CORTEX_M7 : Core.CORTEX_M4);
    }

    /** Whether the costs of {@code core} itself were measured. */
    public static boolean isMeasured(Core core) {
        return core == Core.CORTEX_M3 || core == Core.CORTEX_M4 || core == Core.CORTEX_M7;
    }
}
