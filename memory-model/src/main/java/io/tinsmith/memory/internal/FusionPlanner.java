package io.tinsmith.memory.internal;

import io.tinsmith.graph.Graph;
import io.tinsmith.graph.GraphCost;
import io.tinsmith.memory.Split;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Cuts an order of ops into steps. The cut points are the nodes of a graph whose edges are the ways to run the ops between
 * two of them, see {@link BlockWays}; a path needs as many bytes as its dearest edge, and computes what its edges compute
 * in sum. The least path under a limit of bytes is found by dynamic programming, lexicographically in MACs and weight;
 * lowering the limit below what the path found needs, again and again, gives every point of the front (the
 * epsilon-constraint method, exact for two objectives).
 */
public final class FusionPlanner {
    private static final long NEVER = Long.MAX_VALUE;

    /** Weights stay below it, so that MACs and weight fit one number. */
    private static final long WEIGHTS = 1 << 20;

    /** What a block weighs that comes nearer to the peak than wished: more than any path without. */
    private static final int TOO_NEAR = 1 << 13;

    private final RowGraph rows;
    private final Graph graph;
    private final Lives lives;
    private final List<Bottleneck> bottlenecks;
    private final BlockWays ways;
    private final List<Point> front = new ArrayList<>();
    private final Edges[] edges; // by end
    private final Map<List<Object>, Block> blocks = new HashMap<>();

    /**
     * A point of the front, by estimate.
     *
     * @param extraMacs more than layer-wise execution computes
     */
    public record Point(long peakBytes, long extraMacs) {}

    /**
     * Plans.
     *
     * @param maxOverhead see {@link io.tinsmith.memory.PlannerOptions#maxOverhead}
     */
    public FusionPlanner(RowGraph rows, int[] order, double maxOverhead) {
        this.rows = rows;
        this.graph = rows.graph;
        double extra = (maxOverhead - 1) * GraphCost.macs(graph);
        long maxExtra = extra >= NEVER ? NEVER - 1 : (long) extra;
        this.bottlenecks = maxExtra == 0 ? List.of() : Bottleneck.of(rows);
        this.lives = new Lives(rows, order, bottlenecks);
        this.ways = new BlockWays(lives, bottlenecks);
        ways.addWithoutOverhead();
        long peak = leastPeak();
        front.add(new Point(peak, 0));
        if (maxExtra > 0) {
            ways.addWithOverhead(maxExtra, peak);
        }
        this.edges = new Edges[lives.order.length + 1];
        for (int to = 1; to < edges.length; to++) {
            edges[to] = Edges.of(ways, to, peak);
        }
        if (maxExtra > 0) {
            follow(peak - 1, maxExtra);
        }
    }

    /** By falling bytes and rising MACs; the first computes nothing twice. */
    public List<Point> front() {
        return Collections.unmodifiableList(front);
    }

    private void follow(long limit, long maxExtra) {
        long allowed = limit;
        while (true) {
            Way[] path = path(allowed);
            if (path.length == 0) {
                return;
            }
            long extra = Arrays.stream(path).mapToLong(Way::extraMacs).sum();
            if (extra > maxExtra) {
                return;
            }
            long peak = Arrays.stream(path).mapToLong(Way::bytes).max().orElse(0);
            if (front.get(front.size() - 1).extraMacs() == extra) {
                front.remove(front.size() - 1);
            }
            front.add(new Point(peak, extra));
            allowed = peak - 1;
        }
    }

    private long leastPeak() {
        long[] peak = new long[lives.order.length + 1];
        for (int to = 1; to < peak.length; to++) {
            peak[to] = NEVER;
            for (int from = 0; from < to; from++) {
                for (Way way : ways.of(from, to)) {
                    peak[to] = Math.min(peak[to], Math.max(peak[from], way.bytes()));
                }
            }
        }
        return peak[peak.length - 1];
    }

    /** The ways of the best path under a limit, one after another; none if there is no such path. */
    private Way[] path(long limit) {
        int[] origins = new int[lives.order.length + 1];
        Way[] taken = paths(limit, Wish.NONE, origins);
        int count = 0;
        for (int to = lives.order.length; to > 0; to = origins[to]) {
            if (taken[to] == null) {
                return new Way[0];
            }
            count++;
        }
        Way[] path = new Way[count];
        for (int to = lives.order.length; to > 0; to = origins[to]) {
            path[--count] = taken[to];
        }
        return path;
    }

    /** By end: the last way of the best path to it, and where that begins. */
    private Way[] paths(long limit, Wish wish, int[] origins) {
        long near = (long) (limit * (1 - wish.slack()));
        long[] first = new long[origins.length];
        long[] second = new long[origins.length];
        Way[] taken = new Way[origins.length];
        for (int to = 1; to < first.length; to++) {
            Edges in = edges[to];
            first[to] = NEVER;
            for (int i = 0; i < in.count(); i++) {
                int from = in.from()[i];
                if (in.bytes()[i] > limit || first[from] == NEVER) {
                    continue;
                }
                boolean isNear = in.bytes()[i] > near;
                long a = first[from] + (wish.beforeMacs() ? 0 : in.cost()[i]);
                long b = second[from] + (wish.beforeMacs() ? in.cost()[i] : 0);
                if (isNear) {
                    a += wish.beforeMacs() ? 1 : TOO_NEAR;
                }
                if (a < first[to] || (a == first[to] && b < second[to])) {
                    first[to] = a;
                    second[to] = b;
                    origins[to] = from;
                    taken[to] = in.ways()[i];
                }
            }
        }
        return taken;
    }

    /** All ways that end before some position, as arrays: the search looks at little else. */
    private record Edges(int count, int[] from, long[] bytes, long[] cost, Way[] ways) {
        static Edges of(BlockWays ways, int to, long limit) {
            List<Way> all = new ArrayList<>();
            List<Integer> origins = new ArrayList<>();
            for (int from = to - 1; from >= 0; from--) {
                for (Way way : ways.of(from, to)) {
                    if (way.bytes() <= limit) {
                        all.add(way);
                        origins.add(from);
                    }
                }
            }
            return new Edges(
                    all.size(),
                    origins.stream().mapToInt(Integer::intValue).toArray(),
                    all.stream().mapToLong(Way::bytes).toArray(),
                    all.stream()
                            .mapToLong(way -> way.extraMacs() * WEIGHTS + way.weight())
                            .toArray(),
                    all.toArray(new Way[0]));
        }
    }

    /**
     * Blocks that come nearer to the peak than some part of it are taken only where there is no other way, since steps
     * with room are easier to pack.
     *
     * @param slack the part; 0 for no such wish
     * @param beforeMacs even if more must be computed then
     */
    public record Wish(double slack, boolean beforeMacs) {
        /** Whatever computes least. */
        static final Wish NONE = new Wish(0, false);
    }

    /** The blocks of the best path to a point. */
    public List<Block> blocks(Point point, Wish wish) {
        int[] origins = new int[lives.order.length + 1];
        Way[] taken = paths(point.peakBytes(), wish, origins);
        List<Block> found = new ArrayList<>();
        for (int to = lives.order.length; to > 0; to = origins[to]) {
            int[] ops = Arrays.copyOfRange(lives.order, origins[to], to);
            if (ops.length > 1 || ops[0] != rows.source) {
                found.add(block(ops, taken[to]));
            }
        }
        Collections.reverse(found);
        return found;
    }

    private Block block(int[] ops, Way way) {
        return switch (way.kind()) {
            case LAYER -> Block.layer(ops[0]);
            case GROUPED -> Block.grouped(graph, ops[0], ops[1]);
            case STREAM -> {
                List<Object> key = List.of(ops[0], ops[ops.length - 1], way.strips(), way.splits(), way.group());
                yield blocks.computeIfAbsent(key, k -> stream(ops, way));
            }
        };
    }

    private List<Split> splits(Way way) {
        List<Split> splits = new ArrayList<>();
        for (int i = 0; i < Math.min(64, bottlenecks.size()); i++) {
            if ((way.splits() >> i & 1) == 1) {
                splits.add(bottlenecks.get(i).split(way.group()));
            }
        }
        return splits;
    }

    private Block stream(int[] ops, Way way) {
        Block block = Block.stream(rows, ops, way.strips(), splits(way));
        int end = lives.made[rows.output[ops[ops.length - 1]]] + 1;
        return block.with(Trail.of(rows, block, t -> lives.used[t] < end));
    }
}
