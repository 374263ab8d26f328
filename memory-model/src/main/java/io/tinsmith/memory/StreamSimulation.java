package io.tinsmith.memory;

import io.tinsmith.graph.Graph;
import io.tinsmith.memory.internal.RowGraph;
import io.tinsmith.memory.internal.RowOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** The order in which a stream computes its rows, and what that needs; see {@link Step.Stream} for the rule. */
public final class StreamSimulation {
    /** In the place of an op: the caller, who hands in one more row of the graph's input. */
    public static final int INPUT = -1;

    private StreamSimulation() {}

    /**
     * One row that a stream computes or adds up.
     *
     * @param op index in {@code graph.ops()}, or {@link #INPUT}
     * @param row of the op's output; of its input, where it accumulates
     * @param accumulates the op is a global pooling that takes in one more row of its input
     */
    public record Event(int op, int row, boolean accumulates) {}

    /**
     * All events of one strip of a step in order; the same for each.
     *
     * @throws IllegalArgumentException if an op cannot run in a stream
     */
    public static List<Event> events(Graph graph, Step.Stream stream) {
        boolean byRows = stream.rings().stream().anyMatch(ring -> graph.inputs().contains(ring.tensor()));
        return events(graph, order(graph, stream.ops(), stream.splits(), byRows));
    }

    /**
     * All events in order, when all that comes in is whole.
     *
     * @param ops of one stream, in an order in which they can run
     * @throws IllegalArgumentException if an op cannot run in a stream
     */
    public static List<Event> events(Graph graph, List<Integer> ops) {
        return events(graph, order(graph, ops, List.of(), false));
    }

    private static List<Event> events(Graph graph, RowOrder order) {
        List<Event> events = new ArrayList<>();
        order.run(new RowOrder.Visitor() {
            @Override
            public void compute(int op, int row) {
                events.add(new Event(op < graph.ops().size() ? op : INPUT, row, false));
            }

            @Override
            public void accumulate(int op, int row) {
                events.add(new Event(op, row, true));
            }
        });
        return events;
    }

    /** Least capacity in rows of each tensor that is made and used up inside the stream, but within no split. */
    public static Map<Integer, Integer> ringRows(Graph graph, List<Integer> ops, List<Split> splits) {
        return ringRows(graph, ops, splits, false);
    }

    /**
     * Least capacities.
     *
     * @param inputByRows rows of the graph's input are handed in, so that it has a ring too; see {@link Step.Stream}
     */
    public static Map<Integer, Integer> ringRows(
            Graph graph, List<Integer> ops, List<Split> splits, boolean inputByRows) {
        RowOrder order = order(graph, ops, splits, inputByRows);
        int[] rows = order.ringRows();
        Map<Integer, Integer> rings = new TreeMap<>();
        for (int tensor = 0; tensor < rows.length; tensor++) {
            if (rows[tensor] > 0 && !order.leaves(tensor)) {
                rings.put(tensor, rows[tensor]);
            }
        }
        return rings;
    }

    public static Map<Integer, Integer> ringRows(Graph graph, List<Integer> ops) {
        return ringRows(graph, ops, List.of());
    }

    private static RowOrder order(Graph graph, List<Integer> ops, List<Split> splits, boolean inputByRows) {
        RowGraph rows = RowGraph.of(graph, inputByRows).with(splits);
        IntStream source = inputByRows ? IntStream.of(graph.ops().size()) : IntStream.empty();
        IntStream stages = Arrays.stream(
                RowGraph.stages(ops.stream().mapToInt(Integer::intValue).toArray(), splits));
        return new RowOrder(rows, IntStream.concat(source, stages).toArray());
    }
}
