package io.tinsmith.cli.calibrate;

import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Op;
import io.tinsmith.memory.InstructionModel;
import io.tinsmith.memory.Kernels;
import io.tinsmith.memory.Schedule;
import io.tinsmith.memory.Split;
import io.tinsmith.memory.Step;
import io.tinsmith.memory.TermCounts;
import java.util.ArrayList;
import java.util.List;

/**
 * Something that was counted and measured: an op of a schedule, or all that is outside of its ops.
 *
 * @param kind for reports
 */
record Sample(String kind, String detail, TermCounts counts, long instructions) {
    /** Ops that run as a part of another, of which nothing is measured, give none. */
    static List<Sample> of(Schedule schedule, Kernels kernels, Measured measured) {
        List<TermCounts> terms = InstructionModel.terms(schedule, kernels);
        List<Sample> samples = new ArrayList<>();
        Graph graph = schedule.graph();
        int i = 0;
        for (Step step : schedule.steps()) {
            for (int op : step.ops()) {
                Op node = graph.ops().get(op);
                if (measured.ops().get(i) > 0) {
                    samples.add(new Sample(
                            kind(graph, op, step),
                            detail(graph, node),
                            terms.get(i),
                            measured.ops().get(i)));
                }
                i++;
            }
        }
        samples.add(new Sample("outside of ops", graph.name(), terms.get(terms.size() - 1), measured.rest()));
        return samples;
    }

    private static String kind(Graph graph, int index, Step step) {
        Op op = graph.ops().get(index);
        String how = step instanceof Step.Grouped ? " by groups" : "";
        if (step instanceof Step.Stream stream) {
            how = stream.strips() > 1 ? " in strips" : " in a stream";
            if (stream.splits().stream().anyMatch(s -> s.project() == index)) {
                return "split" + how;
            }
            if (stream.accumulations().stream().anyMatch(a -> a.op() == index)) {
                return op.getClass().getSimpleName() + " of rows" + how;
            }
        }
        if (op instanceof Op.Conv2d conv) {
            int taps = Math.toIntExact(graph.tensor(conv.weights()).shape().elements()
                    / graph.tensor(conv.weights()).shape().dim(0));
            String name = taps > 128 ? "conv, direct" : "conv, gathered";
            return (Split.isPointwise(graph, conv) ? "conv 1x1" : name) + how;
        }
        boolean inPlace = step instanceof Step.Layer layer && layer.inPlace();
        return op.getClass().getSimpleName() + how + (inPlace ? " in place" : "");
    }

    private static String detail(Graph graph, Op op) {
        String weights = op instanceof Op.Conv2d || op instanceof Op.DepthwiseConv2d
                ? " by " + graph.tensor(op.inputs().get(1)).shape()
                : "";
        return graph.tensor(op.inputs().get(0)).shape() + weights + " to "
                + graph.tensor(op.output()).shape();
    }
}
