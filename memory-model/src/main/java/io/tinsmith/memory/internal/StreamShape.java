package io.tinsmith.memory.internal;

import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Op;
import io.tinsmith.memory.Accumulation;
import io.tinsmith.memory.Ring;
import io.tinsmith.memory.Split;
import io.tinsmith.memory.Step;
import io.tinsmith.memory.StripColumns;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whether a stream or a grouped step is made of parts that fit each other, before any row is looked at. */
public final class StreamShape {
    private final Graph graph;
    private final Step.Stream stream;
    private final RowGraph rows;
    private final Set<Integer> ops;
    private final Set<Integer> ringed = new HashSet<>();

    private StreamShape(Graph graph, Step.Stream stream) {
        this.graph = graph;
        this.stream = stream;
        this.rows = RowGraph.of(graph, false);
        this.ops = new HashSet<>(stream.ops());
        stream.rings().forEach(r -> ringed.add(r.tensor()));
    }

    /** What is wrong with a stream, if anything. */
    public static Optional<String> fault(Graph graph, Step.Stream stream) {
        StreamShape shape = new StreamShape(graph, stream);
        return shape.ops().or(shape::splits).or(shape::strips).or(shape::rings);
    }

    /** What is wrong with a grouped step, if anything. */
    public static Optional<String> fault(Graph graph, Step.Grouped step) {
        RowGraph rows = RowGraph.of(graph, false);
        if (!(graph.ops().get(step.conv()) instanceof Op.Conv2d conv) || KernelShape.isGrouped(graph, conv)) {
            return fault("op " + step.conv() + " is no convolution to be grouped");
        }
        boolean pools = graph.ops().get(step.pool()) instanceof Op.AveragePool2d pool
                && pool.input() == conv.output()
                && rows.accumulates[step.pool()];
        if (!pools) {
            return fault("op " + step.pool() + " does not average all that op " + step.conv() + " computes");
        }
        if (!isReadOnlyBy(rows, conv.output(), step.pool())) {
            return fault("tensor " + conv.output() + " is computed in groups, but read outside of them");
        }
        return Optional.empty();
    }

    private Optional<String> ops() {
        for (int op : stream.ops()) {
            if (!rows.streamable[op]) {
                return fault("op " + op + " cannot run in a stream");
            }
        }
        for (Accumulation sums : stream.accumulations()) {
            if (!ops.contains(sums.op()) || !rows.accumulates[sums.op()]) {
                return fault("op " + sums.op() + " has sums, but does not add up rows of the stream");
            }
        }
        return Optional.empty();
    }

    private Optional<String> splits() {
        Set<Integer> taken = new HashSet<>();
        int last = -1;
        for (Split split : stream.splits()) {
            List<Integer> parts = List.of(split.expand(), split.depthwise(), split.project());
            if (!ops.containsAll(parts)) {
                return fault("the split " + split + " has an op outside of its stream");
            }
            if (!isBottleneck(split)) {
                return fault("the split " + split + " is no expansion, depthwise convolution and projection");
            }
            int expanded = rows.output[split.expand()];
            int filtered = rows.output[split.depthwise()];
            if (!isReadOnlyBy(rows, expanded, split.depthwise()) || !isReadOnlyBy(rows, filtered, split.project())) {
                return fault("a tensor within the split " + split + " is read outside of it");
            }
            if (ringed.contains(expanded) || ringed.contains(filtered)) {
                return fault("a tensor within the split " + split + " has a ring");
            }
            if (split.project() <= last || !taken.addAll(parts) || taken.size() % parts.size() != 0) {
                return fault("the splits are not in order, or share an op, at " + split);
            }
            last = split.project();
        }
        return Optional.empty();
    }

    private boolean isBottleneck(Split split) {
        return Split.isPointwise(graph, graph.ops().get(split.expand()))
                && graph.ops().get(split.depthwise()) instanceof Op.DepthwiseConv2d filter
                && Split.isPointwise(graph, graph.ops().get(split.project()))
                && filter.input() == rows.output[split.expand()]
                && rows.inputs[split.project()][0] == filter.output()
                && graph.tensor(filter.input()).shape().channels()
                        == graph.tensor(filter.output()).shape().channels();
    }

    private Optional<String> strips() {
        if (stream.strips() == 1) {
            return Optional.empty();
        }
        for (Accumulation sums : stream.accumulations()) {
            int tensor = rows.inputs[sums.op()][0];
            if (!isReadOnlyBy(rows, tensor, sums.op())) {
                return fault("tensor " + tensor + " is added up strip by strip, but read by others too");
            }
        }
        StripColumns columns = StripColumns.of(graph, stream);
        for (int op : stream.ops()) {
            for (int strip = 0; strip < stream.strips(); strip++) {
                if (columns.width(strip, rows.output[op]) < 1) {
                    return fault("tensor " + rows.output[op] + " has no column in strip " + strip + " of "
                            + stream.strips());
                }
            }
        }
        return Optional.empty();
    }

    private Optional<String> rings() {
        StripColumns columns = StripColumns.of(graph, stream);
        Set<Integer> seen = new HashSet<>();
        for (Ring ring : stream.rings()) {
            int tensor = ring.tensor();
            boolean made =
                    rows.producer[tensor] < 0 ? graph.inputs().contains(tensor) : ops.contains(rows.producer[tensor]);
            if (!made || !seen.add(tensor)) {
                return fault("the ring of tensor " + tensor + " is one of two, or nobody fills it");
            }
            if (ring.columns() != columns.mostColumns(tensor)) {
                return fault("the ring of tensor " + tensor + " has " + ring.columns() + " columns, not "
                        + columns.mostColumns(tensor));
            }
        }
        return Optional.empty();
    }

    private static boolean isReadOnlyBy(RowGraph rows, int tensor, int op) {
        return !rows.kept[tensor] && rows.consumers[tensor].length == 1 && rows.consumers[tensor][0] == op;
    }

    private static Optional<String> fault(String text) {
        return Optional.of(text);
    }
}
