package io.tinsmith.codegen;

import io.tinsmith.codegen.internal.CodeSizes;
import io.tinsmith.codegen.internal.ColumnBytes;
import io.tinsmith.codegen.internal.ConstantBytes;
import io.tinsmith.codegen.internal.KernelPaths;
import io.tinsmith.codegen.internal.ModelParts;
import io.tinsmith.codegen.internal.WeightOrder;
import io.tinsmith.memory.Schedule;
import io.tinsmith.targets.Board;

/**
 * What a firmware takes beside arena and statics, before it is built. Code and stack are from sizes of linked programs (a
 * table, see docs/measuring.md), so they are estimates for compilers other than the one that made the table.
 *
 * @param constantBytes flash of weights, biases and requantization tables, exact
 * @param codeBytes flash of vectors, instructions, parameters and names of ops, all but weights, biases and their tables
 * @param stackBytes stack to reserve, a multiple of 8; at least the {@link io.tinsmith.targets.StackBound} of programs
 *     that the table's compiler builds
 */
public record FirmwareFootprint(long constantBytes, long codeBytes, long stackBytes) {
    public FirmwareFootprint {
        if (constantBytes < 0 || codeBytes < 0 || stackBytes < 0 || stackBytes % 8 != 0) {
            throw new IllegalArgumentException("A footprint of constantBytes (" + constantBytes + "), codeBytes ("
                    + codeBytes + ") and stackBytes (" + stackBytes
                    + "): all must be positive and the stack a multiple of 8.");
        }
    }

    /** Of the program that is measured: the emulator's where the board can be emulated. The graph needs no data. */
    public static FirmwareFootprint of(Schedule schedule, Board board, Optimize optimize) {
        String port = board.emulation().map(e -> e.portFamily()).orElse(board.portFamily());
        CodeSizes sizes = CodeSizes.of(board.mcu().core(), schedule.graph().rounding());
        ModelParts parts = ModelParts.of(schedule);
        return new FirmwareFootprint(
                ConstantBytes.of(schedule, WeightOrder.of(board.mcu())),
                sizes.codeBytes(parts, KernelPaths.of(schedule, board.mcu(), optimize), port),
                sizes.stackBytes(parts, optimize, ColumnBytes.of(schedule.graph(), board.mcu(), optimize)));
    }
}
