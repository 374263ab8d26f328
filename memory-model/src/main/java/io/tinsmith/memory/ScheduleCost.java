package io.tinsmith.memory;

import io.tinsmith.graph.Graph;
import io.tinsmith.graph.GraphCost;
import io.tinsmith.graph.Op;
import io.tinsmith.graph.Shape;

/** What a schedule computes, with all that it computes more than once. */
public final class ScheduleCost {
    private ScheduleCost() {}

    /** MACs of one inference, counted as {@link GraphCost#macs(Graph)} does. */
    public static long macs(Schedule schedule) {
        long sum = 0;
        for (Step step : schedule.steps()) {
            sum = Math.addExact(sum, macs(schedule.graph(), step));
        }
        return sum;
    }

    /** MACs of one step. */
    public static long macs(Graph graph, Step step) {
        if (step instanceof Step.Stream stream
                && (stream.strips() > 1 || !stream.splits().isEmpty())) {
            return macs(graph, stream);
        }
        return step.ops().stream()
                .mapToLong(op -> GraphCost.macs(graph, graph.ops().get(op)))
                .sum();
    }

    private static long macs(Graph graph, Step.Stream stream) {
        StripColumns columns = StripColumns.of(graph, stream);
        long sum = 0;
        for (int index : stream.ops()) {
            Op op = graph.ops().get(index);
            Shape out = graph.tensor(op.output()).shape();
            boolean whole = stream.accumulations().stream().anyMatch(a -> a.op() == index);
            long pixels = out.rank() == 4 && !whole ? (long) out.height() * out.width() : 1;
            long computed = pixels;
            if (!whole) {
                long width = 0;
                for (int strip = 0; strip < stream.strips(); strip++) {
                    width += columns.width(strip, op.output());
                }
                computed = width * rows(graph, stream, index);
            }
            sum = Math.addExact(sum, GraphCost.macs(graph, op) / pixels * computed);
        }
        return sum;
    }

    /** Rows that the op computes for one strip. */
    private static long rows(Graph graph, Step.Stream stream, int op) {
        return stream.splits().stream()
                .filter(split -> split.expand() == op)
                .findFirst()
                .map(split -> split.expandedRows(graph))
                .orElseGet(() -> (long)
                        graph.tensor(graph.ops().get(op).output()).shape().height());
    }
}
