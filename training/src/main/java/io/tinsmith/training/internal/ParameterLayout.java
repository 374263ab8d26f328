package io.tinsmith.training.internal;

import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Op;
import io.tinsmith.graph.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * Where each parameter of a network stands in one flat array, so that optimizer, checkpoint and feed deal with a
 * single {@code float[]}. A convolution's weights are in TensorFlow's order ({@code [h, w, in / groups, out]}; depthwise
 * {@code [h, w, channels, multiplier]}), a dense layer's in TFLite's ({@code [out, in]}).
 *
 * @param slots three per op with parameters when training (weights, gamma, beta; a dense layer has weights, bias), else
 *     two (weights, bias)
 * @param statistics one per batch-normalized op: where its means stand in the flat statistics; its variances follow
 */
public record ParameterLayout(List<Slot> slots, List<Statistic> statistics, int parameters, int statisticValues) {
    /** What a slot is for. */
    public enum Kind {
        WEIGHTS,
        BIAS,
        GAMMA,
        BETA
    }

    /** One parameter tensor; {@code fanIn} is the number of products summed for one output. */
    public record Slot(int op, Kind kind, List<Long> shape, int offset, int length, int fanIn) {}

    /** One op: means at {@code offset}, variances at {@code offset + channels}. */
    public record Statistic(int op, int offset, int channels) {}

    /** With batch norm after each convolution. */
    public static ParameterLayout forTraining(Graph graph) {
        return new Builder(graph, true).build();
    }

    /** Weights and biases as the graph has them. */
    public static ParameterLayout forInference(Graph graph) {
        return new Builder(graph, false).build();
    }

    public Slot slot(int op, Kind kind) {
        return slots.stream()
                .filter(s -> s.op() == op && s.kind() == kind)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Op " + op + " has no " + kind + "."));
    }

    public Statistic statistic(int op) {
        return statistics.stream()
                .filter(s -> s.op() == op)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Op " + op + " has no batch norm."));
    }

    private static final class Builder {
        private final Graph graph;
        private final boolean batchNorm;
        private final List<Slot> slots = new ArrayList<>();
        private final List<Statistic> statistics = new ArrayList<>();
        private int at;
        private int statisticsAt;

        Builder(Graph graph, boolean batchNorm) {
            this.graph = graph;
            this.batchNorm = batchNorm;
        }

        ParameterLayout build() {
            for (int i = 0; i < graph.ops().size(); i++) {
                Op op = graph.ops().get(i);
                if (op instanceof Op.Conv2d conv) {
                    Shape w = graph.tensor(conv.weights()).shape();
                    int fanIn = w.dim(1) * w.dim(2) * w.dim(3);
                    add(i, Kind.WEIGHTS, fanIn, w.dim(1), w.dim(2), w.dim(3), w.dim(0));
                    normalization(i, w.dim(0));
                } else if (op instanceof Op.DepthwiseConv2d conv) {
                    Shape w = graph.tensor(conv.weights()).shape();
                    int channels = graph.tensor(conv.input()).shape().channels();
                    add(i, Kind.WEIGHTS, w.dim(1) * w.dim(2), w.dim(1), w.dim(2), channels, w.dim(3) / channels);
                    normalization(i, w.dim(3));
                } else if (op instanceof Op.FullyConnected dense) {
                    Shape w = graph.tensor(dense.weights()).shape();
                    add(i, Kind.WEIGHTS, w.dim(1), w.dim(0), w.dim(1));
                    add(i, Kind.BIAS, 1, w.dim(0));
                }
            }
            return new ParameterLayout(List.copyOf(slots), List.copyOf(statistics), at, statisticsAt);
        }

        private void normalization(int op, int channels) {
            if (batchNorm) {
                add(op, Kind.GAMMA, 1, channels);
                add(op, Kind.BETA, 1, channels);
                statistics.add(new Statistic(op, statisticsAt, channels));
                statisticsAt += 2 * channels;
            } else {
                add(op, Kind.BIAS, 1, channels);
            }
        }

        private void add(int op, Kind kind, int fanIn, int... shape) {
            List<Long> dims = new ArrayList<>();
            int length = 1;
            for (int d : shape) {
                dims.add((long) d);
                length = Math.multiplyExact(length, d);
            }
            slots.add(new Slot(op, kind, List.copyOf(dims), at, length, fanIn));
            at = Math.addExact(at, length);
        }
    }
}
