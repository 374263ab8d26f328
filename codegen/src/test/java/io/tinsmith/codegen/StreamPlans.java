package io.tinsmith.codegen;

import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Op;
import io.tinsmith.graph.Padding;
import io.tinsmith.memory.Accumulation;
import io.tinsmith.memory.Placement;
import io.tinsmith.memory.Ring;
import io.tinsmith.memory.Schedule;
import io.tinsmith.memory.Step;
import io.tinsmith.memory.StreamSimulation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/** Schedules whose streams are cut at random, not where they save most. No two of their buffers share memory. */
final class StreamPlans {
    private final Graph graph;
    private long arena;

    private StreamPlans(Graph graph) {
        this.graph = graph;
    }

    static Schedule random(Graph graph, SplittableRandom random) {
        return new StreamPlans(graph).plan(random);
    }

    private Schedule plan(SplittableRandom random) {
        List<Step> steps = new ArrayList<>();
        Set<Integer> inside = new HashSet<>();
        for (List<Integer> block : blocks(random)) {
            if (block.size() == 1) {
                steps.add(new Step.Layer(block.get(0), false, 0, 0));
            } else {
                steps.add(stream(block, inside));
            }
        }
        List<Placement> placements = new ArrayList<>();
        for (int t = 0; t < graph.tensors().size(); t++) {
            if (!graph.tensor(t).isParameter() && !inside.contains(t)) {
                long bytes = graph.tensor(t).bytes();
                placements.add(new Placement(t, take(bytes), bytes, 0, steps.size() - 1));
            }
        }
        return new Schedule(graph, steps, placements, arena, arena);
    }

    private List<List<Integer>> blocks(SplittableRandom random) {
        List<List<Integer>> blocks = new ArrayList<>();
        for (int op = 0; op < graph.ops().size(); op++) {
            boolean cut =
                    op == 0 || !streams(op) || !streams(op - 1) || isGlobalAverage(op - 1) || random.nextInt(8) == 0;
            if (cut) {
                blocks.add(new ArrayList<>());
            }
            blocks.get(blocks.size() - 1).add(op);
        }
        return blocks;
    }

    private boolean streams(int op) {
        Op o = graph.ops().get(op);
        boolean many = o instanceof Op.Concat && o.inputs().size() > Step.Stream.MOST_INPUTS;
        return !(many || o instanceof Op.FullyConnected || o instanceof Op.Reshape || o instanceof Op.Softmax);
    }

    private boolean isGlobalAverage(int op) {
        return graph.ops().get(op) instanceof Op.AveragePool2d pool
                && pool.window().padding() == Padding.VALID
                && pool.kernelH() == graph.tensor(pool.input()).shape().height()
                && pool.kernelW() == graph.tensor(pool.input()).shape().width();
    }

    private long take(long bytes) {
        long offset = arena;
        arena += Schedule.aligned(bytes);
        return offset;
    }

    private Step.Stream stream(List<Integer> block, Set<Integer> inside) {
        Map<Integer, Integer> rows = StreamSimulation.ringRows(graph, block);
        List<Ring> rings = new ArrayList<>();
        rows.forEach((tensor, count) -> {
            long bytes = count * Ring.rowBytes(graph.tensor(tensor));
            int width = graph.tensor(tensor).shape().width();
            rings.add(new Ring(tensor, count, width, take(bytes)));
            inside.add(tensor);
        });
        List<Accumulation> accumulations = new ArrayList<>();
        int last = block.get(block.size() - 1);
        if (isGlobalAverage(last)) {
            int channels = graph.tensor(graph.ops().get(last).output()).shape().channels();
            accumulations.add(new Accumulation(last, take(Accumulation.bytes(channels))));
        }
        return new Step.Stream(block, rings, accumulations);
    }
}
