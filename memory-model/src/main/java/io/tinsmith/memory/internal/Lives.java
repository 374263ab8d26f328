package io.tinsmith.memory.internal;

import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Op;
import io.tinsmith.memory.KernelScratch;
import io.tinsmith.memory.Schedule;
import io.tinsmith.memory.Split;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * When the tensors of an order of ops are made and used, and what they take whole and as rings. Positions count in the
 * order, which begins with the source of the input's rows if there is one.
 *
 * <p>Ring capacities are taken from one simulation of all ops as if they were one stream: rows of a tensor are made when
 * its readers ask for them, and who asks the readers changes nothing in a region with one exit.
 */
final class Lives {
    final RowGraph rows;
    final int[] order;
    final long[] whole; // by tensor: aligned bytes
    final int[] made; // by tensor: position, -1 for inputs
    final int[] used; // by tensor: last position that reads it, order.length for outputs
    final int[][] endsAt; // by position: tensors that are last read there
    final long[] liveBefore; // by position: bytes of whole tensors that were made before and are used there or later
    final int[] ringRows; // by tensor, 0 for none
    final int[] splitRows; // the same, where all bottlenecks are split
    final long[] pixelBytes; // by tensor: of one column of one row
    final int[] width; // by tensor

    Lives(RowGraph rows, int[] realOrder, List<Bottleneck> bottlenecks) {
        Graph graph = rows.graph;
        int tensors = graph.tensors().size();
        this.rows = rows;
        this.order = rows.source < 0
                ? realOrder
                : IntStream.concat(IntStream.of(rows.source), Arrays.stream(realOrder))
                        .toArray();
        this.whole = new long[tensors];
        this.made = new int[tensors];
        this.used = new int[tensors];
        this.endsAt = new int[order.length][0];
        this.liveBefore = new long[order.length];
        this.pixelBytes = new long[tensors];
        this.width = new int[tensors];
        Arrays.fill(made, -1);
        Arrays.fill(used, -1);
        for (int position = 0; position < order.length; position++) {
            int op = order[position];
            made[rows.output[op]] = position;
            used[rows.output[op]] = position;
            for (int tensor : rows.inputs[op]) {
                used[tensor] = position;
            }
        }
        this.ringRows = capacities(rows, List.of());
        this.splitRows = bottlenecks.isEmpty()
                ? ringRows
                : capacities(rows, bottlenecks.stream().map(Bottleneck::split).toList());
        for (int t = 0; t < tensors; t++) {
            if (!graph.tensor(t).isParameter()) {
                measure(t);
            }
        }
    }

    private void measure(int t) {
        whole[t] = Schedule.aligned(rows.graph.tensor(t).bytes());
        if (rows.rowBytes[t] > 0 && rows.graph.tensor(t).shape().rank() == 4) {
            width[t] = rows.graph.tensor(t).shape().width();
            pixelBytes[t] = rows.rowBytes[t] / width[t];
        }
        if (rows.kept[t]) {
            used[t] = order.length;
        } else if (used[t] >= 0) {
            int[] known = endsAt[used[t]];
            endsAt[used[t]] = Arrays.copyOf(known, known.length + 1);
            endsAt[used[t]][known.length] = t;
        }
        for (int position = made[t] + 1; position <= used[t] && position < order.length; position++) {
            liveBefore[position] += whole[t];
        }
    }

    /** Of runs of ops that can stream, each as one stream. */
    private int[] capacities(RowGraph graph, List<Split> splits) {
        RowGraph simulated = graph.with(splits);
        int[] all = new int[whole.length];
        int from = 0;
        for (int to = 0; to <= order.length; to++) {
            boolean ends = to == order.length || !graph.streamable[order[to]] || graph.accumulates[order[to]];
            if (ends && to > from) {
                int[] stages = RowGraph.stages(Arrays.copyOfRange(order, from, to), splits);
                int[] found = new RowOrder(simulated, stages).ringRows();
                for (int t = 0; t < all.length; t++) {
                    all[t] = Math.max(all[t], found[t]);
                }
            }
            from = ends ? to + 1 : from;
        }
        return all;
    }

    /** Aligned bytes of a ring of so many columns. */
    long ringBytes(int tensor, int columns, boolean split) {
        int capacity = split ? splitRows[tensor] : ringRows[tensor];
        return Schedule.aligned(capacity * pixelBytes[tensor] * columns);
    }

    /** What one op adds to the whole tensors that are live before it. */
    long layerBytes(int position) {
        if (order[position] == rows.source) {
            return whole[rows.output[rows.source]];
        }
        Op op = rows.graph.ops().get(order[position]);
        long out = whole[op.output()];
        long saving = 0;
        for (int t : endsAt[position]) {
            boolean free = op instanceof Op.Pairwise || op instanceof Op.Unary || op instanceof Op.Reshape;
            // What repeats in a pairwise op is too small to be written over.
            if (t != op.output()
                    && free
                    && rows.graph.tensor(t).bytes()
                            >= rows.graph.tensor(op.output()).bytes()) {
                saving = out;
            } else if (op instanceof Op.DepthwiseConv2d conv
                    && t == conv.input()
                    && InPlaceMoves.hasInPlaceKernel(rows.graph, conv)) {
                saving = Math.max(0, out - Schedule.aligned(KernelScratch.bytes(rows.graph, op, true)));
            }
        }
        return out - saving;
    }
}
