package io.tinsmith.memory.internal;

import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Op;
import io.tinsmith.memory.KernelScratch;
import io.tinsmith.memory.Placement;
import io.tinsmith.memory.PlannerOptions;
import io.tinsmith.memory.Schedule;
import io.tinsmith.memory.Step;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/** Plans layer-wise execution in one given order: chooses in-place moves, then offsets. */
public final class LayerPlanner {
    private final Graph graph;
    private final int[] order;
    private final PlannerOptions options;
    private final Liveness liveness;

    private LayerPlanner(Graph graph, int[] order, PlannerOptions options) {
        this.graph = graph;
        this.order = order;
        this.options = options;
        this.liveness = Liveness.of(graph, order);
    }

    public static Schedule plan(Graph graph, int[] order, PlannerOptions options) {
        return new LayerPlanner(graph, order, options).plan();
    }

    /** A choice of moves with the offsets found for it. */
    private record Packed(int[] sources, Buffers buffers, long[] liveBytes, long[] offsets, long height) {
        long lowerBound() {
            return Arrays.stream(liveBytes).max().orElse(0);
        }
    }

    private Schedule plan() {
        int[] none = new int[order.length];
        Arrays.fill(none, -1);
        if (!options.inPlace()) {
            return schedule(pack(none));
        }
        int[] older = freeMoves(true);
        Packed best = pack(withDepthwise(older, false));
        // No other choice of moves has less live at its peak.
        long floor = best.lowerBound();
        List<Supplier<int[]>> others = List.of(
                () -> withDepthwise(older, true),
                () -> withDepthwise(freeMoves(false), false),
                () -> withDepthwise(freeMoves(false), true),
                () -> withDepthwise(none, false),
                () -> none);
        for (Supplier<int[]> other : others) {
            if (best.height() == floor) {
                break;
            }
            best = lower(best, pack(other.get()));
        }
        return schedule(options.exactNodeLimit() > 0 ? dropMoves(best, floor) : best);
    }

    /** Sharing a place ties two lifetimes together, which can cost more in gaps than it saves: tries without each. */
    private Packed dropMoves(Packed start, long floor) {
        Packed best = start;
        for (int step = 0; step < order.length && best.height() > floor; step++) {
            if (best.sources()[step] >= 0) {
                int[] fewer = best.sources().clone();
                fewer[step] = -1;
                best = lower(best, pack(fewer));
            }
        }
        return best;
    }

    private static Packed lower(Packed known, Packed other) {
        return other.height() < known.height() ? other : known;
    }

    /** Moves that cost nothing: sums and reshapes. Of two dying inputs, the older or the younger buffer is taken. */
    private int[] freeMoves(boolean older) {
        int[] sources = new int[order.length];
        Arrays.fill(sources, -1);
        for (int step = 0; step < order.length; step++) {
            Op op = graph.ops().get(order[step]);
            if (op instanceof Op.DepthwiseConv2d) {
                continue;
            }
            for (int source : InPlaceMoves.sources(graph, op, step, liveness)) {
                int chosen = sources[step];
                if (chosen < 0 || (liveness.firstUse()[source] < liveness.firstUse()[chosen]) == older) {
                    sources[step] = source;
                }
            }
        }
        return sources;
    }

    /**
     * Adds in-place depthwise convolutions. Such a move changes the live bytes of its own step alone, so the least
     * peak is known at once, and only the moves are taken without which it would be missed; or {@code all} that save.
     */
    private int[] withDepthwise(int[] free, boolean all) {
        long[] live = Buffers.of(graph, order, liveness, free).liveBytes();
        long[] saving = new long[order.length];
        long peak = 0;
        for (int step = 0; step < order.length; step++) {
            if (graph.ops().get(order[step]) instanceof Op.DepthwiseConv2d conv
                    && !InPlaceMoves.sources(graph, conv, step, liveness).isEmpty()) {
                saving[step] = Schedule.aligned(graph.tensor(conv.output()).bytes())
                        - Schedule.aligned(KernelScratch.bytes(graph, conv, true));
            }
            peak = Math.max(peak, live[step] - Math.max(0, saving[step]));
        }
        int[] sources = free.clone();
        for (int step = 0; step < order.length; step++) {
            if (saving[step] > 0 && (all || live[step] > peak)) {
                sources[step] = graph.ops().get(order[step]).inputs().get(0);
            }
        }
        return sources;
    }

    private Packed pack(int[] sources) {
        Buffers buffers = Buffers.of(graph, order, liveness, sources);
        long[] live = buffers.liveBytes();
        long lowerBound = Arrays.stream(live).max().orElse(0);
        long[] offsets = GreedyPacker.pack(buffers, live, lowerBound);
        if (options.exactNodeLimit() > 0 && buffers.height(offsets) > lowerBound) {
            offsets = ExactPacker.pack(buffers, live, offsets, lowerBound, options.exactNodeLimit());
        }
        return new Packed(sources, buffers, live, offsets, buffers.height(offsets));
    }

    private Schedule schedule(Packed packed) {
        Buffers buffers = packed.buffers();
        List<Step> steps = new ArrayList<>(order.length);
        for (int step = 0; step < order.length; step++) {
            Op op = graph.ops().get(order[step]);
            boolean inPlace = packed.sources()[step] >= 0;
            int scratch = buffers.scratchOf()[step];
            steps.add(new Step.Layer(
                    order[step],
                    inPlace,
                    KernelScratch.bytes(graph, op, inPlace),
                    scratch < 0 ? 0 : packed.offsets()[scratch]));
        }
        List<Placement> placements = new ArrayList<>();
        for (int tensor = 0; tensor < graph.tensors().size(); tensor++) {
            int buffer = buffers.ofTensor()[tensor];
            if (buffer >= 0) {
                placements.add(new Placement(
                        tensor,
                        packed.offsets()[buffer],
                        graph.tensor(tensor).bytes(),
                        liveness.firstUse()[tensor],
                        liveness.lastUse()[tensor]));
            }
        }
        return new Schedule(graph, steps, placements, packed.height(), packed.lowerBound());
    }
}
