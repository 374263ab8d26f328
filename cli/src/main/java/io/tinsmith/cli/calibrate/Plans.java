package io.tinsmith.cli.calibrate;

import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Op;
import io.tinsmith.graph.Padding;
import io.tinsmith.graph.Pair;
import io.tinsmith.graph.Shape;
import io.tinsmith.memory.Accumulation;
import io.tinsmith.memory.KernelScratch;
import io.tinsmith.memory.Placement;
import io.tinsmith.memory.Ring;
import io.tinsmith.memory.Schedule;
import io.tinsmith.memory.Split;
import io.tinsmith.memory.Step;
import io.tinsmith.memory.StreamSimulation;
import io.tinsmith.memory.StripColumns;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/** Schedules cut at random, where every buffer that lives together has its own bytes: what costs are measured on. */
final class Plans {
    private final Graph graph;
    private final SplittableRandom random;
    private final int mostStrips;
    private final boolean groups;
    private final Set<Integer> inside = new HashSet<>();
    private long arena;

    private Plans(Graph graph, SplittableRandom random, int mostStrips, boolean groups) {
        this.graph = graph;
        this.random = random;
        this.mostStrips = mostStrips;
        this.groups = groups;
    }

    /** Streams of some ops each, of up to {@code mostStrips} strips. */
    static Schedule streams(Graph graph, SplittableRandom random, int mostStrips) {
        return new Plans(graph, random, mostStrips, false).plan();
    }

    /** The same; most bottlenecks are split, convolutions before global poolings run by groups. */
    static Schedule groups(Graph graph, SplittableRandom random, int mostStrips) {
        return new Plans(graph, random, mostStrips, true).plan();
    }

    private Schedule plan() {
        List<Step> steps = new ArrayList<>();
        for (List<Integer> block : blocks()) {
            boolean alone = block.size() == 1 && accumulates(block.get(0));
            if (groups && block.size() == 2 && isGrouped(block.get(0))) {
                steps.add(grouped(block.get(0)));
            } else if (alone || !streams(block.get(0))) {
                steps.add(new Step.Layer(block.get(0), false, 0, 0));
            } else {
                steps.add(stream(block));
            }
        }
        return new Schedule(graph, steps, placements(steps), arena, arena);
    }

    private List<List<Integer>> blocks() {
        List<List<Integer>> blocks = new ArrayList<>();
        for (int op = 0; op < graph.ops().size(); op++) {
            boolean cut = op == 0 || !streams(op) || !streams(op - 1) || accumulates(op - 1);
            cut |= groups && isGrouped(op);
            // Ops that accumulate are few: they stay with what makes their rows.
            if (cut || (!accumulates(op) && random.nextInt(4) == 0)) {
                blocks.add(new ArrayList<>());
            }
            blocks.get(blocks.size() - 1).add(op);
        }
        return blocks;
    }

    private boolean streams(int op) {
        Op o = graph.ops().get(op);
        boolean layer = o instanceof Op.FullyConnected
                || o instanceof Op.Reshape
                || o instanceof Op.Mean
                || o instanceof Op.Reduce
                || o instanceof Op.Resize
                || o instanceof Op.TransposeConv
                || o instanceof Op.Pad
                || o instanceof Op.Transpose
                || o instanceof Op.Softmax;
        layer |= (o instanceof Op.Conv2d || o instanceof Op.DepthwiseConv2d)
                && graph.tensor(o.inputs().get(1)).shape().channels()
                        != graph.tensor(o.inputs().get(0)).shape().channels();
        layer |= o instanceof Op.Pairwise pairwise && !Pair.of(pairwise, graph).hasRows(graph);
        return !layer || accumulates(op);
    }

    private boolean accumulates(int op) {
        Op o = graph.ops().get(op);
        Shape in = graph.tensor(o.inputs().get(0)).shape();
        if (o instanceof Op.FullyConnected) {
            return in.rank() == 4 && in.height() * in.width() > 1 && streams(op - 1);
        }
        return o instanceof Op.AveragePool2d pool
                && pool.window().padding() == Padding.VALID
                && pool.kernelH() == in.height()
                && pool.kernelW() == in.width();
    }

    private boolean isGrouped(int op) {
        return op + 1 < graph.ops().size()
                && graph.ops().get(op) instanceof Op.Conv2d conv
                && graph.ops().get(op + 1) instanceof Op.AveragePool2d
                && accumulates(op + 1)
                && readers(conv.output()) == 1;
    }

    private long readers(int tensor) {
        return graph.ops().stream().filter(o -> o.inputs().contains(tensor)).count();
    }

    private Step grouped(int conv) {
        int channels = 4 * (1 + random.nextInt(4)) + (random.nextInt(4) == 0 ? 1 : 0);
        long bytes = KernelScratch.bytes(graph, new Step.Grouped(conv, conv + 1, channels, 0, 0));
        inside.add(graph.ops().get(conv).output());
        return new Step.Grouped(conv, conv + 1, channels, bytes, take(bytes));
    }

    private List<Split> splits(List<Integer> block) {
        List<Split> splits = new ArrayList<>();
        for (int i = 0; groups && i + 2 < block.size(); i++) {
            Op expand = graph.ops().get(block.get(i));
            Op filter = graph.ops().get(block.get(i + 1));
            Op project = graph.ops().get(block.get(i + 2));
            if (Split.isPointwise(graph, expand)
                    && filter instanceof Op.DepthwiseConv2d
                    && Split.isPointwise(graph, project)
                    && filter.inputs().contains(expand.output())
                    && project.inputs().contains(filter.output())
                    && readers(expand.output()) == 1
                    && readers(filter.output()) == 1
                    && random.nextInt(4) > 0) {
                // Planned schedules have groups of 8 and 16.
                int channels = random.nextInt(3) > 0 ? 8 << random.nextInt(2) : 1 + random.nextInt(24);
                splits.add(new Split(block.get(i), block.get(i + 1), block.get(i + 2), channels));
                inside.add(expand.output());
                inside.add(filter.output());
            }
        }
        return splits;
    }

    /** No more strips than each tensor that leaves or is added up has columns. */
    private int strips(List<Integer> block, Set<Integer> rings, int accumulated) {
        int most = mostStrips;
        for (int op : block) {
            int tensor = graph.ops().get(op).output();
            boolean shared = !rings.contains(tensor) && !inside.contains(tensor) && !accumulates(op);
            if (shared || tensor == accumulated) {
                most = Math.min(most, graph.tensor(tensor).shape().width());
            }
        }
        return 1 + random.nextInt(most);
    }

    private long take(long bytes) {
        long offset = arena;
        arena += Schedule.aligned(bytes);
        return offset;
    }

    private Step.Stream stream(List<Integer> block) {
        List<Split> splits = splits(block);
        Map<Integer, Integer> rows = StreamSimulation.ringRows(graph, block, splits);
        List<Ring> rings = new ArrayList<>();
        List<Accumulation> accumulations = new ArrayList<>();
        rows.forEach((tensor, count) ->
                rings.add(new Ring(tensor, count, graph.tensor(tensor).shape().width(), 0)));
        int last = block.get(block.size() - 1);
        int accumulated = -1;
        if (accumulates(last)) {
            int channels = graph.tensor(graph.ops().get(last).output()).shape().channels();
            accumulations.add(new Accumulation(last, take(Accumulation.bytes(channels))));
            accumulated = graph.ops().get(last).inputs().get(0);
        }
        int strips = strips(block, rows.keySet(), accumulated);
        Step.Stream stream = new Step.Stream(block, rings, accumulations, strips, splits, 0);
        StripColumns columns = StripColumns.of(graph, stream);
        List<Ring> placed = new ArrayList<>();
        for (Ring ring : rings) {
            int most = columns.mostColumns(ring.tensor());
            long bytes = Ring.bytes(graph.tensor(ring.tensor()), ring.rows(), most);
            placed.add(new Ring(ring.tensor(), ring.rows(), most, take(bytes)));
            inside.add(ring.tensor());
        }
        return new Step.Stream(block, placed, accumulations, strips, splits, take(KernelScratch.bytes(graph, stream)));
    }

    /** Whole tensors, above the rings; one takes the place of another that was read for the last time. */
    private List<Placement> placements(List<Step> steps) {
        Map<Integer, Integer> stepOf = new HashMap<>();
        for (int s = 0; s < steps.size(); s++) {
            for (int op : steps.get(s).ops()) {
                stepOf.put(op, s);
            }
        }
        List<Placement> placements = new ArrayList<>();
        for (int t = 0; t < graph.tensors().size(); t++) {
            if (graph.tensor(t).isParameter() || inside.contains(t)) {
                continue;
            }
            int tensor = t;
            int first = graph.ops().stream()
                    .filter(op -> op.output() == tensor)
                    .mapToInt(op -> stepOf.get(graph.ops().indexOf(op)))
                    .findFirst()
                    .orElse(0);
            int last = graph.ops().stream()
                    .filter(op -> op.inputs().contains(tensor))
                    .mapToInt(op -> stepOf.get(graph.ops().indexOf(op)))
                    .max()
                    .orElse(steps.size() - 1);
            if (graph.outputs().contains(t)) {
                last = steps.size() - 1;
            }
            placements.add(place(t, first, last, placements));
        }
        arena = placements.stream()
                .mapToLong(p -> Schedule.aligned(p.arenaOffsetBytes() + p.sizeBytes()))
                .max()
                .orElse(0);
        return placements;
    }

    private Placement place(int tensor, int first, int last, List<Placement> others) {
        long bytes = graph.tensor(tensor).bytes();
        long offset = arena;
        boolean moved = true;
        while (moved) {
            moved = false;
            for (Placement p : others) {
                boolean together = p.firstUse() <= last && first <= p.lastUse();
                long end = p.arenaOffsetBytes() + p.sizeBytes();
                if (together && offset < end && p.arenaOffsetBytes() < offset + bytes) {
                    offset = Schedule.aligned(end);
                    moved = true;
                }
            }
        }
        return new Placement(tensor, offset, bytes, first, last);
    }
}
