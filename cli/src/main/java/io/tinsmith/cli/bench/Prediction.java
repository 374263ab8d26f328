package io.tinsmith.cli.bench;

import io.tinsmith.codegen.FirmwareOptions;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Op;
import io.tinsmith.graph.Tensor;
import io.tinsmith.memory.RuntimeFootprint;
import io.tinsmith.memory.Schedule;
import io.tinsmith.memory.Step;

/**
 * Memory of the benchmark firmware, before it is built. All but the code is exact.
 *
 * @param constantBytes weights, biases and requantization tables, each array padded to 4 bytes
 * @param codeBytes an estimate: it depends on the kernels that are linked
 */
public record Prediction(long arenaBytes, long staticsBytes, long stackBytes, long constantBytes, long codeBytes) {
    /** Variables of application, port and model together; measured, equal on all ports. */
    private static final long STATICS_BYTES = 76;
    /** A counter for the profile of each op, whether it runs as a layer or in a stream. */
    private static final long STATICS_PER_OP_BYTES = 4;
    /** More ops than any network of the spaces has. */
    private static final long MOST_OPS = 100;
    /** The Cortex-M4 build of a network with all kernels of the spaces has some 17 to 18 KiB. */
    private static final long CODE_BYTES = 19 * 1024;
    /** What streams add at the most: the kernels of rows and the driver, measured on the Cortex-M4. */
    private static final long STREAM_CODE_BYTES = 1_100;
    /** Each op of a stream: its row function and table entries. */
    private static final long STREAM_CODE_PER_OP_BYTES = 72;

    public static Prediction of(Schedule schedule) {
        return new Prediction(
                schedule.arenaBytes(),
                statics(schedule.graph()),
                FirmwareOptions.DEFAULT_STACK_BYTES,
                constants(schedule.graph()),
                CODE_BYTES + streamCode(schedule));
    }

    private static long statics(Graph graph) {
        return STATICS_BYTES + STATICS_PER_OP_BYTES * graph.ops().size();
    }

    /** What a program of {@code sramBytes} has left for its arena; negative if too little for anything. */
    public static long arenaWithin(Graph graph, long sramBytes) {
        return sramBytes - statics(graph) - FirmwareOptions.DEFAULT_STACK_BYTES;
    }

    private static long streamCode(Schedule schedule) {
        long ops = schedule.steps().stream()
                .filter(Step.Stream.class::isInstance)
                .mapToLong(step -> ((Step.Stream) step).ops().size())
                .sum();
        return ops == 0 ? 0 : STREAM_CODE_BYTES + STREAM_CODE_PER_OP_BYTES * ops;
    }

    /** What a search may count on for a schedule that is not final: statics of the largest network. */
    public static RuntimeFootprint footprint(Schedule schedule) {
        return new RuntimeFootprint(
                STATICS_BYTES + STATICS_PER_OP_BYTES * MOST_OPS,
                FirmwareOptions.DEFAULT_STACK_BYTES,
                CODE_BYTES + streamCode(schedule));
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
