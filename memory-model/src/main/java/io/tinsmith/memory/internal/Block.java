package io.tinsmith.memory.internal;

import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Shape;
import io.tinsmith.memory.Accumulation;
import io.tinsmith.memory.KernelScratch;
import io.tinsmith.memory.Ring;
import io.tinsmith.memory.Split;
import io.tinsmith.memory.Step;
import io.tinsmith.memory.StripColumns;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The ops of one step to be.
 *
 * @param kind how they run
 * @param trail where the output of a stream may stand over an input
 * @param ringRows by tensor: capacity of its ring, 0 for none; empty where there is no stream
 * @param ringColumns by tensor: columns of its ring
 * @param scratchBytes of the splits of a stream or of the channels of a group
 */
public record Block(
        int[] ops,
        Way.Kind kind,
        int strips,
        List<Split> splits,
        int[] ringRows,
        int[] ringColumns,
        boolean accumulates,
        long scratchBytes,
        Trail trail) {
    /** Channels at a time of a convolution into a global pooling: few, but as many as kernels run at once. */
    static final int GROUP = 16;

    /** Layer-wise execution in an order. */
    public static List<Block> layers(int[] order) {
        return Arrays.stream(order).mapToObj(Block::layer).toList();
    }

    static Block layer(int op) {
        return new Block(new int[] {op}, Way.Kind.LAYER, 1, List.of(), new int[0], new int[0], false, 0, Trail.NONE);
    }

    public static Block grouped(Graph graph, int conv, int pool) {
        long scratch = groupedScratch(graph, conv);
        int[] ops = {conv, pool};
        return new Block(ops, Way.Kind.GROUPED, 1, List.of(), new int[0], new int[0], false, scratch, Trail.NONE);
    }

    static long groupedScratch(Graph graph, int conv) {
        Shape shape = graph.tensor(graph.ops().get(conv).output()).shape();
        return (long) shape.height() * shape.width() * Math.min(GROUP, shape.channels());
    }

    public static Block stream(RowGraph rows, int[] ops, int strips, List<Split> splits) {
        Graph graph = rows.graph;
        RowOrder order = new RowOrder(rows.with(splits), RowGraph.stages(ops, splits));
        int[] ringRows = order.ringRows();
        for (int op : ops) {
            if (order.leaves(rows.output[op])) {
                ringRows[rows.output[op]] = 0;
            }
        }
        int[] real = Arrays.stream(ops).filter(op -> op != rows.source).toArray();
        boolean accumulates = rows.accumulates[ops[ops.length - 1]];
        int[] columns = new int[ringRows.length];
        List<Ring> rings = new ArrayList<>();
        for (int t = 0; t < ringRows.length; t++) {
            if (ringRows[t] > 0) {
                columns[t] = graph.tensor(t).shape().width();
                rings.add(new Ring(t, ringRows[t], columns[t], 0));
            }
        }
        long scratch = 0;
        if (strips > 1 || !splits.isEmpty()) {
            List<Accumulation> sums =
                    accumulates ? List.of(new Accumulation(real[real.length - 1], 0)) : List.<Accumulation>of();
            Step.Stream step = new Step.Stream(Arrays.stream(real).boxed().toList(), rings, sums, strips, splits, 0);
            scratch = KernelScratch.bytes(graph, step);
            if (strips > 1) {
                StripColumns found = StripColumns.of(graph, step);
                rings.forEach(ring -> columns[ring.tensor()] = found.mostColumns(ring.tensor()));
            }
        }
        return new Block(real, Way.Kind.STREAM, strips, splits, ringRows, columns, accumulates, scratch, Trail.NONE);
    }

    Block with(Trail other) {
        return new Block(ops, kind, strips, splits, ringRows, ringColumns, accumulates, scratchBytes, other);
    }

    boolean stream() {
        return kind == Way.Kind.STREAM;
    }

    int ringRows(int tensor) {
        return stream() ? ringRows[tensor] : 0;
    }

    /** Whether {@code tensor} never stands in the arena: it is made and used up within a split or a group. */
    boolean isWithin(Graph graph, int tensor) {
        if (kind == Way.Kind.GROUPED) {
            return graph.ops().get(ops[0]).output() == tensor;
        }
        return splits.stream()
                .anyMatch(s -> graph.ops().get(s.expand()).output() == tensor
                        || graph.ops().get(s.depthwise()).output() == tensor);
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
