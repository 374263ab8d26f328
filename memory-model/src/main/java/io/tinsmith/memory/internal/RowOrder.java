package io.tinsmith.memory.internal;

import io.tinsmith.graph.RowWindow;
import java.util.Arrays;

/**
 * The order of rows of one stream, as {@code Step.Stream} defines it, and the ring capacities that it needs. Going back
 * to the last op after each row, as the rule says, would lead to the same op again until its inputs suffice: no row is
 * ever lost and no need grows meanwhile. So the rule is run as a recursion.
 */
public final class RowOrder {
    /** Sees the rows in order. */
    public interface Visitor {
        void compute(int op, int row);

        void accumulate(int op, int row);
    }

    private static final Visitor BLIND = new Visitor() {
        @Override
        public void compute(int op, int row) {}

        @Override
        public void accumulate(int op, int row) {}
    };

    private final RowGraph graph;
    private final int[] ops;
    private final boolean[] inside;
    private final int[] next; // by op: the output row to be computed next
    private final int[] ringRows;
    private Visitor visitor = BLIND;

    public RowOrder(RowGraph graph, int[] ops) {
        this.graph = graph;
        this.ops = ops;
        this.inside = new boolean[graph.output.length];
        this.next = new int[graph.output.length];
        this.ringRows = new int[graph.producer.length];
        for (int op : ops) {
            if (!graph.streamable[op]) {
                throw new IllegalArgumentException(
                        "The op (" + graph.graph.ops().get(op)
                                + ") cannot run in a stream.\nMaybe it does not work on rows of one image.");
            }
            inside[op] = true;
        }
        for (int op : ops) {
            if (graph.accumulates[op] && (!isMadeInside(graph.inputs[op][0]) || !leaves(graph.output[op]))) {
                throw new IllegalArgumentException("The op " + op + " ("
                        + graph.graph.ops().get(op).getClass().getSimpleName()
                        + ") adds up rows: it must take them from its own stream and end it.");
            }
        }
    }

    /** Capacities by tensor; 0 for tensors that are not rings. */
    public int[] ringRows() {
        run(BLIND);
        return ringRows;
    }

    /** Something outside the stream reads {@code tensor}, or nobody but the caller. */
    public boolean leaves(int tensor) {
        if (graph.kept[tensor]) {
            return true;
        }
        for (int consumer : graph.consumers[tensor]) {
            if (!inside[consumer]) {
                return true;
            }
        }
        return false;
    }

    public boolean isMadeInside(int tensor) {
        int producer = graph.producer[tensor];
        return producer >= 0 && inside[producer];
    }

    public void run(Visitor to) {
        visitor = to;
        Arrays.fill(next, 0);
        Arrays.fill(ringRows, 0);
        for (int i = ops.length - 1; i >= 0; i--) {
            int op = ops[i];
            if (leaves(graph.output[op])) {
                while (next[op] < graph.windows[op].outH()) {
                    make(op);
                }
            }
        }
    }

    private void make(int op) {
        int needed = graph.windows[op].rowsNeeded(next[op]);
        for (int tensor : graph.inputs[op]) {
            if (isMadeInside(tensor)) {
                int producer = graph.producer[tensor];
                while (next[producer] < needed) {
                    make(producer);
                }
            }
        }
        int tensor = graph.output[op];
        int row = next[op];
        ringRows[tensor] = Math.max(ringRows[tensor], row + 1 - lowestNeeded(tensor, row));
        visitor.compute(op, row);
        next[op]++;
        for (int consumer : graph.consumers[tensor]) {
            if (inside[consumer] && graph.accumulates[consumer]) {
                visitor.accumulate(consumer, row);
            }
        }
    }

    /**
     * The lowest row of {@code tensor} that an unfinished consumer in the stream still reads, at most {@code row}; valid
     * while a visitor is told of a row, that row's own needs included.
     */
    public int lowestNeeded(int tensor, int row) {
        int lowest = row;
        for (int consumer : graph.consumers[tensor]) {
            if (inside[consumer] && !graph.accumulates[consumer]) {
                RowWindow window = graph.windows[consumer];
                if (next[consumer] < window.outH()) {
                    lowest = Math.min(lowest, window.firstRow(next[consumer]));
                }
            }
        }
        return lowest;
    }
}
