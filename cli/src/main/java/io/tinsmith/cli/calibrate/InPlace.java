package io.tinsmith.cli.calibrate;

import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Op;
import io.tinsmith.memory.Fusion;
import io.tinsmith.memory.KernelScratch;
import io.tinsmith.memory.MemoryPlanner;
import io.tinsmith.memory.Placement;
import io.tinsmith.memory.PlannerOptions;
import io.tinsmith.memory.Schedule;
import io.tinsmith.memory.Step;
import java.util.ArrayList;
import java.util.List;

/** Layers, of which each depthwise convolution runs in place that has a kernel for it and whose input dies. */
final class InPlace {
    private InPlace() {}

    static Schedule schedule(Graph graph) {
        Schedule plain = MemoryPlanner.plan(graph, PlannerOptions.quick().with(Fusion.LAYER));
        long end = plain.arenaBytes();
        long scratch = 0;
        List<Step> steps = new ArrayList<>();
        List<Placement> placements = new ArrayList<>(plain.placements());
        for (Step step : plain.steps()) {
            int index = step.ops().get(0);
            Op op = graph.ops().get(index);
            boolean moved = op instanceof Op.DepthwiseConv2d conv && isInPlace(graph, conv);
            if (moved) {
                long bytes = KernelScratch.bytes(graph, op, true);
                scratch = Math.max(scratch, bytes);
                steps.add(new Step.Layer(index, true, bytes, end));
                // The kernel works on the output's place alone; that the values there are others costs nothing.
            } else {
                steps.add(step);
            }
        }
        long arena = Schedule.aligned(end + scratch);
        return new Schedule(graph, steps, placements, arena, arena);
    }

    private static boolean isInPlace(Graph graph, Op.DepthwiseConv2d op) {
        return op.window().strideH() == 1
                && op.window().strideW() == 1
                && op.window().dilationH() == 1
                && op.window().dilationW() == 1
                && graph.tensor(op.input())
                        .shape()
                        .equals(graph.tensor(op.output()).shape());
    }
}
