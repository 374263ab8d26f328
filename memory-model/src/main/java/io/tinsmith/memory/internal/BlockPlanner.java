package io.tinsmith.memory.internal;

import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Op;
import io.tinsmith.memory.Accumulation;
import io.tinsmith.memory.Fusion;
import io.tinsmith.memory.KernelScratch;
import io.tinsmith.memory.Placement;
import io.tinsmith.memory.PlannerOptions;
import io.tinsmith.memory.Ring;
import io.tinsmith.memory.Schedule;
import io.tinsmith.memory.Step;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/** Plans given blocks in their order: chooses in-place moves of the layers among them, then offsets. */
public final class BlockPlanner {
    private static final int QUICK_TURNS = 4;
    private static final int TURNS = 300;

    private final Graph graph;
    private final List<Block> blocks;
    private final PlannerOptions options;
    private final Liveness liveness;

    private BlockPlanner(Graph graph, List<Block> blocks, PlannerOptions options) {
        this.graph = graph;
        this.blocks = blocks;
        this.options = options;
        this.liveness = Liveness.of(graph, blocks.stream().map(Block::ops).toList());
    }

    public static Schedule plan(Graph graph, List<Block> blocks, PlannerOptions options) {
        return new BlockPlanner(graph, blocks, options).plan();
    }

    /** A choice of moves with the offsets found for it. */
    private record Packed(int[] sources, Buffers buffers, long[] liveBytes, long[] offsets, long height) {
        long lowerBound() {
            return Arrays.stream(liveBytes).max().orElse(0);
        }
    }

    private Schedule plan() {
        int[] none = new int[blocks.size()];
        Arrays.fill(none, -1);
        if (options.fusion() == Fusion.LAYER) {
            return schedule(pack(none));
        }
        int[] older = freeMoves(true);
        Packed best = pack(withDepthwise(older, false));
        // Other cuts are tried instead of other moves.
        if (options.exactNodeLimit() == 0 && blocks.stream().anyMatch(Block::stream)) {
            return schedule(best);
        }
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
        for (int step = 0; step < blocks.size() && best.height() > floor; step++) {
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
        int[] sources = new int[blocks.size()];
        Arrays.fill(sources, -1);
        for (int step = 0; step < blocks.size(); step++) {
            Op op = layer(step);
            if (blocks.get(step).kind() != Way.Kind.LAYER || op instanceof Op.DepthwiseConv2d) {
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
        long[] live = Buffers.of(graph, blocks, liveness, free).liveBytes();
        long[] saving = new long[blocks.size()];
        long peak = 0;
        for (int step = 0; step < blocks.size(); step++) {
            if (blocks.get(step).kind() == Way.Kind.LAYER
                    && layer(step) instanceof Op.DepthwiseConv2d conv
                    && !InPlaceMoves.sources(graph, conv, step, liveness).isEmpty()) {
                saving[step] = Schedule.aligned(graph.tensor(conv.output()).bytes())
                        - Schedule.aligned(KernelScratch.bytes(graph, conv, true));
            }
            peak = Math.max(peak, live[step] - Math.max(0, saving[step]));
        }
        int[] sources = free.clone();
        for (int step = 0; step < blocks.size(); step++) {
            if (saving[step] > 0 && (all || live[step] > peak)) {
                sources[step] = layer(step).inputs().get(0);
            }
        }
        return sources;
    }

    private Packed pack(int[] sources) {
        Buffers buffers = Buffers.of(graph, blocks, liveness, sources);
        long[] live = buffers.liveBytes();
        long lowerBound = Arrays.stream(live).max().orElse(0);
        long[] offsets =
                GreedyPacker.pack(buffers, live, lowerBound, options.exactNodeLimit() == 0 ? QUICK_TURNS : TURNS);
        if (options.exactNodeLimit() > 0 && !buffers.hasTrails() && buffers.height(offsets) > lowerBound) {
            offsets = ExactPacker.pack(buffers, live, offsets, lowerBound, options.exactNodeLimit());
        }
        return new Packed(sources, buffers, live, offsets, buffers.height(offsets));
    }

    private Schedule schedule(Packed packed) {
        Buffers buffers = packed.buffers();
        List<Step> steps = new ArrayList<>(blocks.size());
        for (int step = 0; step < blocks.size(); step++) {
            boolean inPlace = packed.sources()[step] >= 0;
            steps.add(
                    switch (blocks.get(step).kind()) {
                        case LAYER -> layer(step, inPlace, packed);
                        case GROUPED -> grouped(step, packed);
                        case STREAM -> stream(step, packed);
                    });
        }
        List<Placement> placements = new ArrayList<>();
        for (int tensor = 0; tensor < graph.tensors().size(); tensor++) {
            int buffer = buffers.ofTensor()[tensor];
            if (buffer >= 0 && !isRing(tensor)) {
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

    /** The op of a step that has only one. */
    private Op layer(int step) {
        return graph.ops().get(blocks.get(step).ops()[0]);
    }

    private Step layer(int step, boolean inPlace, Packed packed) {
        int op = blocks.get(step).ops()[0];
        int scratch = packed.buffers().scratchOf()[op];
        return new Step.Layer(
                op,
                inPlace,
                KernelScratch.bytes(graph, graph.ops().get(op), inPlace),
                scratch < 0 ? 0 : packed.offsets()[scratch]);
    }

    private Step grouped(int step, Packed packed) {
        Block block = blocks.get(step);
        int[] ops = block.ops();
        int channels = graph.tensor(graph.ops().get(ops[0]).output()).shape().channels();
        return new Step.Grouped(
                ops[0], ops[1], Math.min(Block.GROUP, channels), block.scratchBytes(), scratchOffset(block, packed));
    }

    private static long scratchOffset(Block block, Packed packed) {
        return block.scratchBytes() == 0 ? 0 : packed.offsets()[packed.buffers().scratchOf()[block.ops()[0]]];
    }

    private Step stream(int step, Packed packed) {
        Block block = blocks.get(step);
        List<Integer> ops = Arrays.stream(block.ops()).boxed().toList();
        List<Ring> rings = new ArrayList<>();
        List<Accumulation> accumulations = new ArrayList<>();
        for (int input : graph.inputs()) {
            if (block.ringRows(input) > 0) {
                long offset = packed.offsets()[packed.buffers().ofTensor()[input]];
                rings.add(new Ring(input, block.ringRows(input), block.ringColumns()[input], offset));
            }
        }
        for (int op : ops) {
            int tensor = graph.ops().get(op).output();
            if (block.ringRows(tensor) > 0) {
                long offset = packed.offsets()[packed.buffers().ofTensor()[tensor]];
                rings.add(new Ring(tensor, block.ringRows(tensor), block.ringColumns()[tensor], offset));
            }
            int sums = packed.buffers().scratchOf()[op];
            if (block.sumsBytes(graph, op) > 0) {
                accumulations.add(new Accumulation(op, packed.offsets()[sums]));
            }
        }
        return new Step.Stream(ops, rings, accumulations, block.strips(), block.splits(), scratchOffset(block, packed));
    }

    private boolean isRing(int tensor) {
        int first = liveness.firstUse()[tensor];
        return first < blocks.size() && blocks.get(first).ringRows(tensor) > 0;
    }
}
