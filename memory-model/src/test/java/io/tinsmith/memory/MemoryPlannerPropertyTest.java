package io.tinsmith.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Op;
import io.tinsmith.graph.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MemoryPlannerPropertyTest {
    private static final int GRAPHS = 600;

    @Test
    void schedulesAreValidAndOrderedByEffort() {
        SplittableRandom seeds = new SplittableRandom(1);
        int tight = 0;
        for (int i = 0; i < GRAPHS; i++) {
            Graph graph = TestGraphs.random(seeds.split());
            Schedule quick = MemoryPlannerTest.plan(graph, PlannerOptions.quick());
            Schedule thorough = MemoryPlannerTest.plan(graph, PlannerOptions.thorough());
            Schedule plain =
                    MemoryPlannerTest.plan(graph, PlannerOptions.thorough().with(Fusion.LAYER));
            assertThat(thorough.arenaBytes()).isBetween(thorough.lowerBoundBytes(), quick.arenaBytes());
            assertThat(thorough.arenaBytes()).isLessThanOrEqualTo(plain.arenaBytes());
            assertThat(thorough.arenaBytes()).isGreaterThanOrEqualTo(largestOp(graph, thorough));
            assertThat(MemoryPlanner.plan(graph, PlannerOptions.thorough())).isEqualTo(thorough);
            tight += thorough.arenaBytes() == thorough.lowerBoundBytes() ? 1 : 0;
        }
        assertThat(tight).isGreaterThan(GRAPHS * 95 / 100);
    }

    @Test
    void arenaDoesNotDependOnTensorNumbers() {
        SplittableRandom seeds = new SplittableRandom(2);
        for (int i = 0; i < GRAPHS; i++) {
            Graph graph = TestGraphs.random(seeds.split());
            Graph permuted = permute(graph, new Random(i));
            for (PlannerOptions options : List.of(PlannerOptions.quick(), PlannerOptions.thorough())) {
                assertThat(MemoryPlannerTest.plan(permuted, options).arenaBytes())
                        .isEqualTo(MemoryPlannerTest.plan(graph, options).arenaBytes());
            }
        }
    }

    private static long largestOp(Graph graph, Schedule schedule) {
        long largest = 0;
        for (Step s : schedule.steps()) {
            Step.Layer layer = (Step.Layer) s;
            Op op = graph.ops().get(layer.op());
            long in = graph.tensor(op.inputs().get(0)).bytes();
            long out = layer.inPlace() ? 0 : graph.tensor(op.output()).bytes();
            largest = Math.max(largest, in + out + layer.scratchBytes());
        }
        return largest;
    }

    private static Graph permute(Graph graph, Random random) {
        List<Integer> at = new ArrayList<>();
        for (int i = 0; i < graph.tensors().size(); i++) {
            at.add(i);
        }
        Collections.shuffle(at, random);
        List<Tensor> tensors = new ArrayList<>(graph.tensors());
        for (int i = 0; i < at.size(); i++) {
            tensors.set(at.get(i), graph.tensor(i));
        }
        return new Graph(
                graph.name(),
                tensors,
                graph.ops().stream().map(op -> renumber(op, at)).toList(),
                graph.inputs().stream().map(at::get).toList(),
                graph.outputs().stream().map(at::get).toList(),
                graph.rounding());
    }

    private static Op renumber(Op op, List<Integer> at) {
        int out = at.get(op.output());
        int in = at.get(op.inputs().get(0));
        if (op instanceof Op.Conv2d c) {
            return new Op.Conv2d(in, at.get(c.weights()), at.get(c.bias()), out, c.window(), c.activation());
        }
        if (op instanceof Op.DepthwiseConv2d c) {
            return new Op.DepthwiseConv2d(in, at.get(c.weights()), at.get(c.bias()), out, c.window(), c.activation());
        }
        if (op instanceof Op.Add a) {
            return new Op.Add(in, at.get(a.right()), out, a.activation());
        }
        if (op instanceof Op.MaxPool2d p) {
            return new Op.MaxPool2d(in, out, p.kernelH(), p.kernelW(), p.window(), p.activation());
        }
        if (op instanceof Op.Concat c) {
            return new Op.Concat(c.inputs().stream().map(at::get).toList(), out);
        }
        if (op instanceof Op.ResizeNearest) {
            return new Op.ResizeNearest(in, out);
        }
        return new Op.Reshape(in, out);
    }
}
