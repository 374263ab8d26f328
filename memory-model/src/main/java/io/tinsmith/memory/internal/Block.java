package io.tinsmith.memory.internal;

import io.tinsmith.graph.Graph;
import io.tinsmith.memory.Accumulation;
import java.util.Arrays;
import java.util.List;

/**
 * The ops of one step to be.
 *
 * @param stream they run row by row; else there is one op
 * @param accumulates the last op is a global pooling that adds up rows
 * @param trail where its output may stand over an input
 * @param ringRows by tensor: capacity of its ring, 0 for none; empty where there is no stream
 */
public record Block(int[] ops, boolean stream, int[] ringRows, boolean accumulates, Trail trail) {
    /** Layer-wise execution in an order. */
    public static List<Block> layers(int[] order) {
        return Arrays.stream(order).mapToObj(Block::layer).toList();
    }

    static Block layer(int op) {
        return new Block(new int[] {op}, false, new int[0], false, Trail.NONE);
    }

    static Block stream(RowGraph graph, int[] ops) {
        RowOrder order = new RowOrder(graph, ops);
        int[] rows = order.ringRows();
        for (int op : ops) {
            if (order.leaves(graph.output[op])) {
                rows[graph.output[op]] = 0;
            }
        }
        int[] real = Arrays.stream(ops).filter(op -> op != graph.source).toArray();
        return new Block(real, true, rows, graph.accumulates[ops[ops.length - 1]], Trail.NONE);
    }

    Block with(Trail other) {
        return new Block(ops, stream, ringRows, accumulates, other);
    }

    int ringRows(int tensor) {
        return stream ? ringRows[tensor] : 0;
    }

    /** Bytes of the sums of {@code op}, 0 if it has none. */
    long sumsBytes(Graph graph, int op) {
        boolean sums = accumulates && op == ops[ops.length - 1];
        return sums
                ? Accumulation.bytes(
                        graph.tensor(graph.ops().get(op).output()).shape().channels())
                : 0;
    }
}
