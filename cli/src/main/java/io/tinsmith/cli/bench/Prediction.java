package io.tinsmith.cli.bench;

import io.tinsmith.codegen.FirmwareFootprint;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Op;
import io.tinsmith.graph.Tensor;
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

    /** Of the board's program; the emulator's where it can be emulated. */
    public static Prediction of(Schedule schedule, Board board) {
        FirmwareFootprint footprint = FirmwareFootprint.of(schedule, board);
        return new Prediction(
                schedule.arenaBytes(),
                statics(schedule.graph(), schedule.inputByRows()),
                footprint.stackBytes(),
                constants(schedule.graph()),
                footprint.codeBytes());
    }

    /** The reading of an input that comes by rows has a counter too. */
    private static long statics(Graph graph, boolean inputByRows) {
        return STATICS_BYTES + STATICS_PER_OP_BYTES * (graph.ops().size() + (inputByRows ? 1 : 0));
    }

    /** What a search may count on for a schedule that is not final: statics of the largest network. */
    public static RuntimeFootprint footprint(Schedule schedule, Board board) {
        FirmwareFootprint footprint = FirmwareFootprint.of(schedule, board);
        return new RuntimeFootprint(
                STATICS_BYTES + STATICS_PER_OP_BYTES * MOST_OPS, footprint.stackBytes(), footprint.codeBytes());
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

    private static long constants(Graph graph) {
        long sum = 0;
        for (Op op : graph.ops()) {
            for (int index : op.inputs()) {
                Tensor t = graph.tensor(index);
                if (t.isParameter()) {
                    long n = t.shape().elements();
                    // A bias comes with a multiplier (4 bytes) and a shift (1 byte) a channel.
                    sum += t.shape().rank() == 1 ? 4 * n + 4 * n + padded(n) : padded(n);
                }
            }
        }
        return sum;
    }

    private static long padded(long bytes) {
        return (bytes + 3) / 4 * 4;
    }
}
