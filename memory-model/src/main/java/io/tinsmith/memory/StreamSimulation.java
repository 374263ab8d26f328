package io.tinsmith.memory;

import io.tinsmith.graph.Graph;
import io.tinsmith.memory.internal.RowGraph;
import io.tinsmith.memory.internal.RowOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The order in which a stream computes its rows, and what that needs; see {@link Step.Stream} for the rule. */
public final class StreamSimulation {
    private StreamSimulation() {}

    /**
     * One row that a stream computes or adds up.
     *
     * @param op index in {@code graph.ops()}
     * @param row of the op's output; of its input, where it accumulates
     * @param accumulates the op is a global pooling that takes in one more row of its input
     */
    public record Event(int op, int row, boolean accumulates) {}

    /**
     * All events in order.
     *
     * @param ops of one stream, in an order in which they can run
     * @throws IllegalArgumentException if an op cannot run in a stream
     */
    public static List<Event> events(Graph graph, List<Integer> ops) {
        List<Event> events = new ArrayList<>();
        order(graph, ops).run(new RowOrder.Visitor() {
            @Override
            public void compute(int op, int row) {
                events.add(new Event(op, row, false));
            }

            @Override
            public void accumulate(int op, int row) {
                events.add(new Event(op, row, true));
            }
        });
        return events;
    }

    /** Least capacity in rows of each tensor that is made and used up inside the stream. */
    public static Map<Integer, Integer> ringRows(Graph graph, List<Integer> ops) {
        RowOrder order = order(graph, ops);
        int[] rows = order.ringRows();
        Map<Integer, Integer> rings = new TreeMap<>();
        for (int op : ops) {
            int tensor = graph.ops().get(op).output();
            if (!order.leaves(tensor)) {
                rings.put(tensor, rows[tensor]);
            }
        }
        return rings;
    }

    private static RowOrder order(Graph graph, List<Integer> ops) {
        return new RowOrder(
                RowGraph.of(graph), ops.stream().mapToInt(Integer::intValue).toArray());
    }
}
