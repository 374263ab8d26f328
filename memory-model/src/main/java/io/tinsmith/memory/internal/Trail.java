package io.tinsmith.memory.internal;

import io.tinsmith.memory.Schedule;
import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * The last output of a stream may stand in the place of a whole input that dies in it, some rows below: a row is written
 * only where nothing of the input is read any more.
 *
 * @param input tensor that dies in the stream
 * @param output tensor that the stream's last op makes
 * @param distance least bytes, aligned, by which the input must start above the output
 */
record Trail(int input, int output, long distance) {
    /** No pair gains anything. */
    static final Trail NONE = new Trail(-1, -1, 0);

    /** Bytes that the pair takes less than two buffers. */
    static long saving(long inputBytes, long outputBytes, long distance) {
        return Math.max(0, Math.min(inputBytes, outputBytes - distance));
    }

    /**
     * The best pair of a stream of one strip.
     *
     * @param dies whether a tensor that the block reads is read by nothing after it
     */
    static Trail of(RowGraph rows, Block block, IntPredicate dies) {
        if (block.strips() > 1) {
            return NONE;
        }
        RowGraph graph = rows.with(block.splits());
        int[] ops = RowGraph.stages(block.ops(), block.splits());
        int last = ops[ops.length - 1];
        int output = graph.output[last];
        Trail best = NONE;
        long most = 0;
        for (int op : ops) {
            for (int input : graph.inputs[op]) {
                boolean whole =
                        Arrays.stream(ops).noneMatch(o -> graph.output[o] == input) && block.ringRows(input) == 0;
                if (whole && dies.test(input) && input != best.input()) {
                    long distance = distance(graph, ops, input, output);
                    long saving = saving(bytes(graph, input), bytes(graph, output), distance);
                    if (saving > most) {
                        best = new Trail(input, output, distance);
                        most = saving;
                    }
                }
            }
        }
        return best;
    }

    private static long bytes(RowGraph graph, int tensor) {
        return Schedule.aligned(graph.graph.tensor(tensor).bytes());
    }

    private static long distance(RowGraph graph, int[] ops, int input, int output) {
        int inH = graph.graph.tensor(input).shape().height();
        long inRow = graph.rowBytes[input];
        long outRow = graph.rowBytes[output];
        RowOrder order = new RowOrder(graph, ops);
        long[] distance = {0};
        order.run(new RowOrder.Visitor() {
            @Override
            public void compute(int op, int row) {
                if (graph.output[op] == output) {
                    long free = order.lowestNeeded(input, inH) * inRow;
                    distance[0] = Math.max(distance[0], (row + 1) * outRow - free);
                }
            }

            @Override
            public void accumulate(int op, int row) {}
        });
        return Schedule.aligned(distance[0]);
    }
}
