package io.tinsmith.memory;

import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Op;
import io.tinsmith.graph.Shape;
import io.tinsmith.memory.internal.Liveness;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;

/**
 * Valid schedules whose blocks, strips, splits and groups are drawn at random, not where they save most, so that every move
 * is tried wherever it is possible.
 */
public final class RandomSchedules {
    /** What a schedule may hold beside streams of one strip and layers. */
    public enum Move {
        STRIPS,
        SPLITS,
        GROUPED,
        /** Global average poolings at the end of a stream. */
        MEANS,
        /** Dense layers at the end of a stream. */
        DENSE,
        INPUT_BY_ROWS
    }

    private final Graph graph;
    private final SplittableRandom random;
    private final Set<Move> moves;
    private final boolean shares;
    private final RandomArena arena = new RandomArena();
    private final Set<Integer> inside = new TreeSet<>(); // never whole

    private RandomSchedules(Graph graph, SplittableRandom random, Set<Move> moves, boolean shares) {
        this.graph = graph;
        this.random = random;
        this.moves = moves;
        this.shares = shares;
    }

    /**
     * A random schedule that makes each of {@code moves} where a coin or more allows it.
     *
     * @param shares buffers share memory where their lifetimes do not meet; else each has its own
     */
    public static Schedule random(Graph graph, SplittableRandom random, Set<Move> moves, boolean shares) {
        return new RandomSchedules(graph, random, moves, shares).plan();
    }

    private Schedule plan() {
        List<List<Integer>> blocks = new RandomBlocks(graph, random, moves).blocks();
        Liveness liveness = Liveness.of(
                graph,
                blocks.stream()
                        .map(b -> b.stream().mapToInt(Integer::intValue).toArray())
                        .toList());
        // Twice: first to learn the sizes, then to write down the offsets.
        long state = random.nextLong();
        steps(blocks, liveness, new SplittableRandom(state));
        List<Placement> placements = new ArrayList<>();
        for (int t = 0; t < graph.tensors().size(); t++) {
            if (liveness.firstUse()[t] >= 0 && !inside.contains(t)) {
                arena.add("t" + t, graph.tensor(t).bytes(), liveness.firstUse()[t], liveness.lastUse()[t]);
            }
        }
        arena.pack(shares, new Random(random.nextLong()));
        for (int t = 0; t < graph.tensors().size(); t++) {
            if (liveness.firstUse()[t] >= 0 && !inside.contains(t)) {
                placements.add(new Placement(
                        t,
                        arena.offset("t" + t),
                        graph.tensor(t).bytes(),
                        liveness.firstUse()[t],
                        liveness.lastUse()[t]));
            }
        }
        List<Step> steps = steps(blocks, liveness, new SplittableRandom(state));
        return new Schedule(graph, steps, placements, arena.bytes(), 0);
    }

    private List<Step> steps(List<List<Integer>> blocks, Liveness liveness, SplittableRandom draws) {
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < blocks.size(); i++) {
            List<Integer> block = blocks.get(i);
            boolean groups = moves.contains(Move.GROUPED) && RandomBlocks.isGrouped(graph, block);
            if (groups && (!moves.contains(Move.MEANS) || draws.nextInt(4) > 0)) {
                steps.add(grouped(block, i, draws));
            } else if (block.size() == 1) {
                steps.add(new Step.Layer(block.get(0), false, 0, 0));
            } else {
                steps.add(stream(block, i, liveness, draws));
            }
        }
        return steps;
    }

    private Step grouped(List<Integer> block, int step, SplittableRandom draws) {
        int tensor = graph.ops().get(block.get(0)).output();
        Shape shape = graph.tensor(tensor).shape();
        int channels = 1 + draws.nextInt(shape.channels());
        inside.add(tensor);
        Step.Grouped plan = new Step.Grouped(block.get(0), block.get(1), channels, 0, 0);
        long bytes = KernelScratch.bytes(graph, plan);
        long offset = arena.add("g" + step, bytes, step, step);
        return new Step.Grouped(block.get(0), block.get(1), channels, bytes, offset);
    }

    private Step stream(List<Integer> block, int step, Liveness liveness, SplittableRandom draws) {
        List<Split> splits = splits(block, draws);
        boolean byRows = step == 0
                && moves.contains(Move.INPUT_BY_ROWS)
                && graph.inputs().size() == 1
                && liveness.lastUse()[graph.inputs().get(0)] == 0
                && !graph.outputs().contains(graph.inputs().get(0))
                && draws.nextInt(4) > 0;
        Map<Integer, Integer> rows = StreamSimulation.ringRows(graph, block, splits, byRows);
        List<Accumulation> sums = new ArrayList<>();
        int last = block.get(block.size() - 1);
        if (RandomBlocks.accumulates(graph, last)) {
            int channels = graph.tensor(graph.ops().get(last).output()).shape().channels();
            sums.add(new Accumulation(last, arena.add("s" + last, Accumulation.bytes(channels), step, step)));
        }
        int strips = moves.contains(Move.STRIPS) ? 1 + draws.nextInt(mostStrips(block, splits, rows, sums)) : 1;
        List<Ring> rings = new ArrayList<>();
        rows.forEach((t, n) -> rings.add(new Ring(t, n, graph.tensor(t).shape().width(), 0)));
        Step.Stream wide = new Step.Stream(block, rings, sums, strips, splits, 0);
        StripColumns columns = StripColumns.of(graph, wide);
        rings.clear();
        rows.forEach((t, n) -> {
            int width = columns.mostColumns(t);
            long bytes = Ring.bytes(graph.tensor(t), n, width);
            inside.add(t);
            rings.add(new Ring(t, n, width, arena.add("r" + t, bytes, step, step)));
        });
        Collections.shuffle(rings, new Random(draws.nextLong()));
        long scratch = KernelScratch.bytes(graph, wide);
        long offset = scratch > 0 ? arena.add("x" + step, scratch, step, step) : 0;
        return new Step.Stream(block, rings, sums, strips, splits, offset);
    }

    /** No more strips than each tensor that leaves or is added up has columns; one, if others read what is added up. */
    private int mostStrips(
            List<Integer> block, List<Split> splits, Map<Integer, Integer> rows, List<Accumulation> sums) {
        int most = Integer.MAX_VALUE;
        for (int op : block) {
            int t = graph.ops().get(op).output();
            boolean accumulated =
                    sums.stream().anyMatch(a -> graph.ops().get(a.op()).inputs().contains(t));
            boolean made = sums.stream().anyMatch(a -> a.op() == op);
            if (accumulated && (readers(t) > 1 || graph.outputs().contains(t))) {
                return 1;
            }
            boolean within = splits.stream().anyMatch(s -> s.expand() == op || s.depthwise() == op);
            if (!made && !within && (accumulated || !rows.containsKey(t))) {
                most = Math.min(most, graph.tensor(t).shape().width());
            }
        }
        return most;
    }

    private List<Split> splits(List<Integer> block, SplittableRandom draws) {
        List<Split> splits = new ArrayList<>();
        for (int i = 0; i + 2 < block.size() && moves.contains(Move.SPLITS); i++) {
            Op expand = graph.ops().get(block.get(i));
            Op filter = graph.ops().get(block.get(i + 1));
            Op project = graph.ops().get(block.get(i + 2));
            if (Split.isPointwise(graph, expand)
                    && filter instanceof Op.DepthwiseConv2d
                    && Split.isPointwise(graph, project)
                    && isOnlyReadBy(expand.output(), filter)
                    && isOnlyReadBy(filter.output(), project)
                    && draws.nextInt(4) > 0) {
                int wide = graph.tensor(expand.output()).shape().channels();
                splits.add(new Split(block.get(i), block.get(i + 1), block.get(i + 2), 1 + draws.nextInt(wide)));
                inside.add(expand.output());
                inside.add(filter.output());
                i += 2;
            }
        }
        return splits;
    }

    private boolean isOnlyReadBy(int tensor, Op reader) {
        return readers(tensor) == 1
                && !graph.outputs().contains(tensor)
                && reader.inputs().contains(tensor);
    }

    private long readers(int tensor) {
        return graph.ops().stream().filter(o -> o.inputs().contains(tensor)).count();
    }
}
