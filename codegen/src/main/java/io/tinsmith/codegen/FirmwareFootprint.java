package io.tinsmith.codegen;

import io.tinsmith.codegen.internal.CodeSizes;
import io.tinsmith.codegen.internal.ModelParts;
import io.tinsmith.memory.Schedule;
import io.tinsmith.targets.Board;

/**
 * What a firmware takes beside arena, statics and constants, before it is built. From sizes of linked programs (a table,
 * see docs/measuring.md), so it is an estimate for compilers other than the one that made the table.
 *
 * @param codeBytes flash of vectors, instructions, parameters and names of ops, all but weights, biases and their tables
 * @param stackBytes stack to reserve, a multiple of 8; at least the {@link io.tinsmith.targets.StackBound} of programs
 *     that the table's compiler builds
 */
public record FirmwareFootprint(long codeBytes, long stackBytes) {
    public FirmwareFootprint {
        if (codeBytes < 0 || stackBytes < 0 || stackBytes % 8 != 0) {
            throw new IllegalArgumentException("A footprint of codeBytes (" + codeBytes + ") and stackBytes ("
                    + stackBytes + "): both must be positive and the stack a multiple of 8.");
        }
    }

    /** Of the program that is measured: the emulator's where the board can be emulated. The graph needs no data. */
    public static FirmwareFootprint of(Schedule schedule, Board board) {
        String port = board.emulation().map(e -> e.portFamily()).orElse(board.portFamily());
        CodeSizes sizes = CodeSizes.of(board.mcu().core(), schedule.graph().rounding());
        ModelParts parts = ModelParts.of(schedule);
        return new FirmwareFootprint(sizes.codeBytes(parts, port), sizes.stackBytes(parts));
    }
}
