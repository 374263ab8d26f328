package io.tinsmith.training.quantize;

import io.tinsmith.graph.Activation;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Op;
import io.tinsmith.graph.Shape;
import io.tinsmith.graph.UnaryFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Cross-layer equalization: where a layer's channels go into one next layer only, each channel's weights are divided by a
 * factor there and multiplied by it here, so that the channels of both span equal ranges. The float graph computes the
 * same. It helps where weights have one scale for all channels, and depthwise convolutions whose channels differ much.
 *
 * <p>A ReLU6 stands in the way; it becomes a ReLU where no sample reaches 6.
 *
 * <p>Source: Nagel, van Baalen, Blankevoort, Welling: Data-Free Quantization Through Weight Equalization and Bias
 * Correction (arXiv:1906.04721), section 4.1, equation 11.
 */
public final class Equalization {
    private static final int MOST_ROUNDS = 20;
    private static final double SETTLED = 1e-3;
    private static final double MOST_FACTOR = 1e3;

    private final Rewriter graph;

    private Equalization(Graph graph) {
        this.graph = new Rewriter(graph);
    }

    /** A layer and the one that its channels go into; positions among the ops. */
    private record Pair(int from, int to) {}

    /**
     * The equalized graph. Tensors keep their index; their ranges are others.
     *
     * @param graph float, trained, folded
     * @param ranges of its activations
     */
    public static Graph equalize(Graph graph, Map<Integer, Range> ranges) {
        Equalization equalization = new Equalization(graph);
        equalization.relaxRelu6(ranges);
        List<Pair> pairs = equalization.pairs();
        double change = 1;
        for (int round = 0; round < MOST_ROUNDS && change > SETTLED; round++) {
            change = 0;
            for (Pair pair : pairs) {
                change = Math.max(change, equalization.equalize(pair));
            }
        }
        return equalization.graph.build();
    }

    private void relaxRelu6(Map<Integer, Range> ranges) {
        for (int i = 0; i < graph.ops.size(); i++) {
            Layer layer = Layer.of(graph.ops.get(i)).orElse(null);
            if (layer != null && layer.activation() == Activation.RELU6) {
                Range range = ranges.get(layer.output());
                if (range != null && range.max() < Activation.RELU6.max()) {
                    graph.ops.set(i, layer.withActivation(Activation.RELU));
                }
            }
        }
    }

    private List<Pair> pairs() {
        Map<Integer, Integer> uses = graph.uses();
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < graph.ops.size(); i++) {
            Layer from = Layer.of(graph.ops.get(i)).orElse(null);
            if (from == null || from.activation() == Activation.RELU6 || isShared(from, uses)) {
                continue;
            }
            int position = i;
            next(from)
                    .filter(to -> {
                        Layer layer = Layer.of(graph.ops.get(to)).orElseThrow();
                        return !isShared(layer, uses) && takesEachChannelOnce(from, layer);
                    })
                    .ifPresent(to -> pairs.add(new Pair(position, to)));
        }
        return pairs;
    }

    private static boolean isShared(Layer layer, Map<Integer, Integer> uses) {
        return uses.getOrDefault(layer.weights(), 1) > 1 || uses.getOrDefault(layer.bias(), 1) > 1;
    }

    /** The only layer that a layer's output goes into, by way of ops that keep the channels apart and scale with them. */
    private Optional<Integer> next(Layer from) {
        int channels = graph.shape(from.weights()).dim(from.axis());
        Optional<Integer> at = graph.onlyConsumer(from.output());
        while (at.isPresent() && Layer.of(graph.ops.get(at.get())).isEmpty()) {
            Op op = graph.ops.get(at.get());
            Optional<Integer> after = graph.onlyConsumer(op.output());
            // A flattened image does for a dense layer alone.
            boolean apart = graph.shape(op.output()).channels() == channels
                    || (op instanceof Op.Reshape
                            && after.filter(i -> graph.ops.get(i) instanceof Op.FullyConnected)
                                    .isPresent());
            at = apart && scalesWithItsChannels(op) ? after : Optional.empty();
        }
        return at;
    }

    private static boolean scalesWithItsChannels(Op op) {
        if (op instanceof Op.AveragePool2d pool) {
            return pool.activation() != Activation.RELU6;
        }
        if (op instanceof Op.MaxPool2d pool) {
            return pool.activation() != Activation.RELU6;
        }
        return op instanceof Op.Mean
                || op instanceof Op.Reshape
                || op instanceof Op.ResizeNearest
                || op instanceof Op.Resize
                || (op instanceof Op.Unary unary
                        && (unary.function() == UnaryFunction.RELU || unary.function() == UnaryFunction.LEAKY_RELU));
    }

    private boolean takesEachChannelOnce(Layer from, Layer to) {
        int channels = graph.shape(from.weights()).dim(from.axis());
        Shape weights = graph.shape(to.weights());
        // A flattened image has its channels innermost.
        return to.isDense()
                ? weights.dim(1) % channels == 0
                : weights.channels() == channels && graph.shape(to.input()).channels() == channels;
    }

    /** Returns by how much the factor that differs most from 1 does, as a share. */
    private double equalize(Pair pair) {
        Layer from = Layer.of(graph.ops.get(pair.from)).orElseThrow();
        Layer to = Layer.of(graph.ops.get(pair.to)).orElseThrow();
        Shape shape = graph.shape(from.weights());
        int channels = shape.dim(from.axis());
        float[] first = graph.values(from.weights()).clone();
        float[] bias = graph.values(from.bias()).clone();
        float[] second = graph.values(to.weights()).clone();
        double[] rangeFrom = new double[channels];
        double[] rangeTo = new double[channels];
        for (int i = 0; i < first.length; i++) {
            int c = WeightScales.channel(shape, from.axis(), i);
            rangeFrom[c] = Math.max(rangeFrom[c], Math.abs(first[i]));
        }
        for (int i = 0; i < second.length; i++) {
            rangeTo[i % channels] = Math.max(rangeTo[i % channels], Math.abs(second[i]));
        }
        double[] factor = new double[channels];
        double change = 0;
        for (int c = 0; c < channels; c++) {
            boolean dead = rangeFrom[c] == 0 || rangeTo[c] == 0;
            factor[c] = dead ? 1 : Math.sqrt(rangeFrom[c] / rangeTo[c]);
            factor[c] = Math.min(MOST_FACTOR, Math.max(1 / MOST_FACTOR, factor[c]));
            change = Math.max(change, Math.abs(factor[c] - 1));
        }
        for (int i = 0; i < first.length; i++) {
            first[i] /= (float) factor[WeightScales.channel(shape, from.axis(), i)];
        }
        for (int c = 0; c < channels; c++) {
            bias[c] /= (float) factor[c];
        }
        for (int i = 0; i < second.length; i++) {
            second[i] *= (float) factor[i % channels];
        }
        graph.replace(from.weights(), first);
        graph.replace(from.bias(), bias);
        graph.replace(to.weights(), second);
        return change;
    }
}
