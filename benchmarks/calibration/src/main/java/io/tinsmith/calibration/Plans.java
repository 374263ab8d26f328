package io.tinsmith.calibration;

import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Op;
import io.tinsmith.graph.Padding;
import io.tinsmith.graph.Shape;
import io.tinsmith.memory.Accumulation;
import io.tinsmith.memory.Placement;
import io.tinsmith.memory.Ring;
import io.tinsmith.memory.Schedule;
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
    private final Set<Integer> inside = new HashSet<>();
    private long arena;

    private Plans(Graph graph, SplittableRandom random, int mostStrips) {
        this.graph = graph;
        this.random = random;
        this.mostStrips = mostStrips;
    }

    /** Streams of some ops each, of up to {@code mostStrips} strips. */
    static Schedule streams(Graph graph, SplittableRandom random, int mostStrips) {
        return new Plans(graph, random, mostStrips).plan();
    }

    private Schedule plan() {
        List<Step> steps = new ArrayList<>();
        for (List<Integer> block : blocks()) {
            boolean alone = block.size() == 1 && isGlobalAverage(block.get(0));
            steps.add(
                    alone || !streams(block.get(0))
                            ? new Step.Layer(block.get(0), false, 0, 0)
                            : stream(block, 1 + random.nextInt(mostStrips)));
        }
        return new Schedule(graph, steps, placements(steps), arena, arena);
    }

    private List<List<Integer>> blocks() {
        List<List<Integer>> blocks = new ArrayList<>();
        for (int op = 0; op < graph.ops().size(); op++) {
            boolean cut = op == 0 || !streams(op) || !streams(op - 1) || isGlobalAverage(op - 1);
            // Poolings that accumulate are few: they stay with what makes their rows.
            if (cut || (!isGlobalAverage(op) && random.nextInt(4) == 0)) {
                blocks.add(new ArrayList<>());
            }
            blocks.get(blocks.size() - 1).add(op);
        }
        return blocks;
    }

    private boolean streams(int op) {
        Op o = graph.ops().get(op);
        return !(o instanceof Op.FullyConnected || o instanceof Op.Reshape || o instanceof Op.Softmax);
    }

    private boolean isGlobalAverage(int op) {
        if (!(graph.ops().get(op) instanceof Op.AveragePool2d pool)) {
            return false;
        }
        Shape in = graph.tensor(pool.input()).shape();
        return pool.window().padding() == Padding.VALID
                && pool.kernelH() == in.height()
                && pool.kernelW() == in.width();
    }

    private long take(long bytes) {
        long offset = arena;
        arena += Schedule.aligned(bytes);
        return offset;
    }

    private Step.Stream stream(List<Integer> block, int strips) {
        Map<Integer, Integer> rows = StreamSimulation.ringRows(graph, block);
        List<Ring> rings = new ArrayList<>();
        List<Accumulation> accumulations = new ArrayList<>();
        rows.forEach((tensor, count) ->
                rings.add(new Ring(tensor, count, graph.tensor(tensor).shape().width(), 0)));
        int last = block.get(block.size() - 1);
        if (isGlobalAverage(last)) {
            int channels = graph.tensor(graph.ops().get(last).output()).shape().channels();
            accumulations.add(new Accumulation(last, take(Accumulation.bytes(channels))));
        }
        Step.Stream stream = new Step.Stream(block, rings, accumulations, strips, List.of(), 0);
        StripColumns columns = StripColumns.of(graph, stream);
        List<Ring> placed = new ArrayList<>();
        for (Ring ring : rings) {
            int most = columns.mostColumns(ring.tensor());
            long bytes = Ring.bytes(graph.tensor(ring.tensor()), ring.rows(), most);
            placed.add(new Ring(ring.tensor(), ring.rows(), most, take(bytes)));
            inside.add(ring.tensor());
        }
        return new Step.Stream(block, placed, accumulations, strips, List.of(), 0);
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
