package io.tinsmith.memory.internal;

import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Op;
import io.tinsmith.memory.Accumulation;
import io.tinsmith.memory.KernelScratch;
import io.tinsmith.memory.Schedule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Cuts an order of ops into layers and streams. The cut points are the nodes of a graph whose edges are the blocks; a
 * block costs the bytes that are live in it, a path as much as its dearest block. The least path is found first, and of
 * all that cost no more, the one that fuses the fewest ops.
 *
 * <p>Ring capacities are taken from one simulation of all ops as if they were one stream: rows of a tensor are made when
 * its readers ask for them, and who asks the readers changes nothing in a region with one exit. How far an output may
 * overlap a dying input is estimated alike, see {@link TrailEstimate}.
 */
public final class FusionPlanner {
    private static final long NEVER = Long.MAX_VALUE;

    private final RowGraph rows;
    private final Graph graph;
    private final int[] order;
    private final long[] whole; // by tensor, aligned bytes
    private final long[] ring;
    private final int[] made; // by tensor: position in the order, -1 for inputs
    private final int[] used; // by tensor: last position that reads it, order.length for outputs
    private final int[][] endsAt; // by position: tensors that are last read there
    private final long[][] cost; // of the block [from, to)
    private final long[][] hoped; // the same, if outputs overlapped dying inputs wholly but for one row
    private final long[] layer; // by position: cost of the op as a layer
    private final Map<Integer, Block> streams = new HashMap<>(); // by from * (ops + 1) + to
    private final long peakBytes;

    public FusionPlanner(RowGraph rows, int[] order) {
        this.rows = rows;
        this.graph = rows.graph;
        this.order = withSource(rows, order);
        int tensors = graph.tensors().size();
        this.whole = new long[tensors];
        this.ring = new long[tensors];
        this.made = new int[tensors];
        this.used = new int[tensors];
        this.endsAt = new int[this.order.length][0];
        this.cost = new long[this.order.length][this.order.length + 1];
        this.hoped = new long[this.order.length][this.order.length + 1];
        this.layer = new long[this.order.length];
        Arrays.fill(made, -1);
        Arrays.fill(used, -1);
        measure();
        for (int from = 0; from < this.order.length; from++) {
            costsFrom(from);
        }
        refine();
        this.peakBytes = leastPeak(cost);
    }

    private void measure() {
        for (int position = 0; position < this.order.length; position++) {
            int op = order[position];
            made[rows.output[op]] = position;
            used[rows.output[op]] = position;
            for (int tensor : rows.inputs[op]) {
                used[tensor] = position;
            }
        }
        int[] capacities = capacities();
        for (int t = 0; t < whole.length; t++) {
            if (graph.tensor(t).isParameter()) {
                continue;
            }
            whole[t] = Schedule.aligned(graph.tensor(t).bytes());
            if (capacities[t] > 0) {
                ring[t] = Schedule.aligned(capacities[t] * rows.rowBytes[t]);
            }
            if (rows.kept[t]) {
                used[t] = this.order.length;
            } else if (used[t] >= 0) {
                int[] known = endsAt[used[t]];
                endsAt[used[t]] = Arrays.copyOf(known, known.length + 1);
                endsAt[used[t]][known.length] = t;
            }
        }
    }

    /** Of runs of ops that can stream, each as one stream. */
    private int[] capacities() {
        int[] all = new int[whole.length];
        int from = 0;
        for (int to = 0; to <= this.order.length; to++) {
            boolean ends = to == this.order.length || !rows.streamable[order[to]] || rows.accumulates[order[to]];
            if (ends && to > from) {
                int[] found = new RowOrder(rows, Arrays.copyOfRange(order, from, to)).ringRows();
                for (int t = 0; t < all.length; t++) {
                    all[t] = Math.max(all[t], found[t]);
                }
            }
            from = ends ? to + 1 : from;
        }
        return all;
    }

    private void costsFrom(int from) {
        Arrays.fill(cost[from], NEVER);
        Arrays.fill(hoped[from], NEVER);
        long live = 0;
        for (int t = 0; t < whole.length; t++) {
            live += made[t] < from && used[t] >= from ? whole[t] : 0;
        }
        layer[from] = live + layerBytes(from);
        int[] dying = new int[whole.length];
        int deaths = 0;
        for (int to = from + 1; to <= this.order.length && rows.streamable[order[to - 1]]; to++) {
            int op = order[to - 1];
            live += whole[rows.output[op]];
            for (int t : endsAt[to - 1]) {
                if (made[t] >= from) {
                    live += ring[t] - whole[t];
                } else {
                    dying[deaths++] = t;
                }
            }
            if (rows.accumulates[op]) {
                if (made[rows.inputs[op][0]] >= from) {
                    int channels = graph.tensor(rows.output[op]).shape().channels();
                    cost[from][to] = live + Accumulation.bytes(channels);
                    hoped[from][to] = cost[from][to];
                }
                return;
            }
            long most = 0;
            for (int i = 0; i < deaths; i++) {
                int output = rows.output[op];
                most = Math.max(most, Trail.saving(whole[dying[i]], whole[output], rows.rowBytes[output]));
            }
            cost[from][to] = live;
            hoped[from][to] = live - most;
        }
    }

    /**
     * Puts the estimates of overlaps into the costs, for blocks on which it can depend: not those that are cheap enough
     * without, nor those that are too dear with all that one could hope for.
     */
    private void refine() {
        long low = leastPeak(hoped);
        long high = leastPeak(cost);
        TrailEstimate trails = new TrailEstimate(rows, order);
        for (int from = 0; from < this.order.length; from++) {
            for (int to = from + 1; to <= this.order.length; to++) {
                if (hoped[from][to] < cost[from][to] && cost[from][to] > low && hoped[from][to] <= high) {
                    cost[from][to] -= saving(from, to, trails);
                }
            }
        }
    }

    private long saving(int from, int to, TrailEstimate trails) {
        long saving = 0;
        int output = rows.output[order[to - 1]];
        for (int position = from; position < to; position++) {
            for (int t : endsAt[position]) {
                if (made[t] < from) {
                    saving = Math.max(saving, Trail.saving(whole[t], whole[output], trails.distance(from, to - 1, t)));
                }
            }
        }
        return saving;
    }

    /** What one op adds to the whole tensors that are live before it. */
    private long layerBytes(int position) {
        if (order[position] == rows.source) {
            return whole[rows.output[rows.source]];
        }
        Op op = graph.ops().get(order[position]);
        long out = whole[op.output()];
        long saving = 0;
        for (int t : endsAt[position]) {
            boolean free = op instanceof Op.Add || op instanceof Op.Reshape;
            if (t != op.output() && free) {
                saving = out;
            } else if (op instanceof Op.DepthwiseConv2d conv
                    && t == conv.input()
                    && InPlaceMoves.hasInPlaceKernel(graph, conv)) {
                saving = Math.max(0, out - Schedule.aligned(KernelScratch.bytes(graph, op, true)));
            }
        }
        return out - saving;
    }

    private long leastPeak(long[][] bytes) {
        long[] peak = new long[this.order.length + 1];
        for (int to = 1; to <= this.order.length; to++) {
            peak[to] = NEVER;
            for (int from = 0; from < to; from++) {
                long block = to - from == 1 ? Math.min(layer[from], bytes[from][to]) : bytes[from][to];
                peak[to] = Math.min(peak[to], Math.max(peak[from], block));
            }
        }
        return peak[this.order.length];
    }

    private static int[] withSource(RowGraph rows, int[] order) {
        return rows.source < 0
                ? order
                : IntStream.concat(IntStream.of(rows.source), Arrays.stream(order))
                        .toArray();
    }

    /** The least peak of all paths, by the estimates. */
    public long peakBytes() {
        return peakBytes;
    }

    /**
     * The blocks of the best path.
     *
     * @param slack blocks that come nearer to the peak than this part of it are taken only where there is no other way,
     *     since steps with much room are easier to pack; 0 for no such wish
     */
    public List<Block> blocks(double slack) {
        long wish = (long) (peakBytes * (1 - slack));
        int[] weight = new int[order.length + 1];
        int[] origin = new int[order.length + 1];
        boolean[] asLayer = new boolean[order.length + 1];
        for (int to = 1; to <= order.length; to++) {
            weight[to] = Integer.MAX_VALUE;
            relax(weight, origin, asLayer, to - 1, to, true, layer[to - 1], wish);
            for (int from = to - 1; from >= 0; from--) {
                relax(weight, origin, asLayer, from, to, false, cost[from][to], wish);
            }
        }
        List<Block> blocks = new ArrayList<>();
        for (int to = order.length; to > 0; to = origin[to]) {
            int[] ops = Arrays.copyOfRange(order, origin[to], to);
            int key = origin[to] * (order.length + 1) + to;
            if (ops.length == 1 && ops[0] == rows.source) {
                continue;
            }
            blocks.add(asLayer[to] ? Block.layer(ops[0]) : streams.computeIfAbsent(key, k -> Block.stream(rows, ops)));
        }
        Collections.reverse(blocks);
        return withTrails(blocks);
    }

    private void relax(
            int[] weight, int[] origin, boolean[] asLayer, int from, int to, boolean layerEdge, long bytes, long wish) {
        if (bytes <= peakBytes && weight[from] < Integer.MAX_VALUE) {
            int added = (layerEdge ? 0 : to - from) + (bytes > wish ? order.length + 1 : 0);
            if (weight[from] + added < weight[to]) {
                weight[to] = weight[from] + added;
                origin[to] = from;
                asLayer[to] = layerEdge;
            }
        }
    }

    private List<Block> withTrails(List<Block> blocks) {
        Liveness liveness = Liveness.of(graph, blocks.stream().map(Block::ops).toList());
        List<Block> trailing = new ArrayList<>();
        for (int step = 0; step < blocks.size(); step++) {
            Block block = blocks.get(step);
            trailing.add(block.stream() ? block.with(Trail.of(rows, block, liveness, step)) : block);
        }
        return trailing;
    }
}
