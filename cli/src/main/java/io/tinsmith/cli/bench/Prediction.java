package io.tinsmith.cli.bench;

import io.tinsmith.codegen.FirmwareFootprint;
import io.tinsmith.codegen.Optimize;
import io.tinsmith.graph.Graph;
import io.tinsmith.memory.FlashModel;
import io.tinsmith.memory.RuntimeFootprint;
import io.tinsmith.memory.Schedule;
import io.tinsmith.targets.Board;
import io.tinsmith.targets.Boards;

/**
 * Memory of the benchmark firmware, before it is built. All but the code is exact.
 *
 * @param constantBytes weights, biases and requantization tables, each array padded to 4 bytes
 * @param stackBytes the reserve that the firmware is generated with
 * @param codeBytes an estimate from sizes of linked programs: {@link FirmwareFootprint}
 */
public record Prediction(long arenaBytes, long staticsBytes, long stackBytes, long constantBytes, long codeBytes) {
    /** Variables of application, port and model together; measured, equal on all ports. */
    private static final long STATICS_BYTES = 76;
    /** A counter for the profile of each op, whether it runs as a layer or in a stream. */
    private static final long STATICS_PER_OP_BYTES = 4;
    /** More ops than any network of the spaces has. */
    private static final long MOST_OPS = 100;

    /** For the board whose program is measured first of all, an emulated Cortex-M4. */
    public static Prediction of(Schedule schedule) {
        return of(schedule, Boards.byName("netduino-plus-2"));
    }

    /** Of the board's balanced program; the emulator's where it can be emulated. */
    public static Prediction of(Schedule schedule, Board board) {
        return of(schedule, board, Optimize.BALANCED);
    }

    public static Prediction of(Schedule schedule, Board board, Optimize optimize) {
        FirmwareFootprint footprint = FirmwareFootprint.of(schedule, board, optimize);
        return new Prediction(
                schedule.arenaBytes(),
                statics(schedule.graph(), schedule.inputByRows()),
                footprint.stackBytes(),
                footprint.constantBytes(),
                footprint.codeBytes());
    }

    /** The reading of an input that comes by rows has a counter too. */
    private static long statics(Graph graph, boolean inputByRows) {
        return STATICS_BYTES + STATICS_PER_OP_BYTES * (graph.ops().size() + (inputByRows ? 1 : 0));
    }

    /** What a search may count on for a schedule that is not final: statics of the largest network. */
    public static RuntimeFootprint footprint(Schedule schedule, Board board) {
        FirmwareFootprint footprint = FirmwareFootprint.of(schedule, board, Optimize.BALANCED);
        // The search adds the constants without the padding that their order in flash takes.
        long padding =
                footprint.constantBytes() - FlashModel.of(schedule.graph()).totalBytes();
        return new RuntimeFootprint(
                STATICS_BYTES + STATICS_PER_OP_BYTES * MOST_OPS,
                footprint.stackBytes(),
                footprint.codeBytes() + padding);
    }

    /** With another reserve for the stack. */
    public Prediction withStackBytes(long bytes) {
        return new Prediction(arenaBytes, staticsBytes, bytes, constantBytes, codeBytes);
    }

    public long sramBytes() {
        return arenaBytes + staticsBytes + stackBytes;
    }

    public long flashBytes() {
        return constantBytes + codeBytes;
    }
}
