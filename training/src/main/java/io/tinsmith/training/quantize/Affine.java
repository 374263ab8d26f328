package io.tinsmith.training.quantize;

import io.tinsmith.graph.Activation;
import io.tinsmith.graph.Op;
import io.tinsmith.graph.Pair;
import io.tinsmith.graph.Shape;
import io.tinsmith.graph.Window;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;

/**
 * An op that multiplies each channel by a factor and adds a summand: a depthwise convolution with a 1x1 kernel, or a product,
 * sum or difference with a constant.
 */
record Affine(int input, int output, float[] factor, float[] summand, Activation activation) {
    static Optional<Affine> of(Rewriter graph, Op op) {
        if (op instanceof Op.Mul mul) {
            return constant(graph, mul, mul.activation(), v -> v, v -> 0);
        }
        if (op instanceof Op.Add add) {
            return constant(graph, add, add.activation(), v -> 1, v -> v);
        }
        if (op instanceof Op.Sub sub) {
            boolean reversed = Pair.of(sub, graph::tensor).reversed();
            return reversed
                    ? constant(graph, sub, sub.activation(), v -> -1, v -> v)
                    : constant(graph, sub, sub.activation(), v -> 1, v -> -v);
        }
        return Layer.of(op)
                .filter(layer -> isAffine(graph, layer))
                .map(layer -> new Affine(
                        layer.input(),
                        layer.output(),
                        graph.values(layer.weights()),
                        graph.values(layer.bias()),
                        layer.activation()));
    }

    /** With a constant of one value for all, or one a channel. */
    private static Optional<Affine> constant(
            Rewriter graph,
            Op.Pairwise op,
            Activation activation,
            DoubleUnaryOperator factorOf,
            DoubleUnaryOperator summandOf) {
        Pair pair = Pair.of(op, graph::tensor);
        Shape shape = graph.shape(pair.whole());
        int channels = shape.channels();
        if (!pair.constant() || (pair.period() != 1 && pair.period() != channels)) {
            return Optional.empty();
        }
        float[] values = graph.values(pair.other());
        float[] factor = new float[channels];
        float[] summand = new float[channels];
        for (int c = 0; c < channels; c++) {
            float v = values[c % values.length];
            factor[c] = (float) factorOf.applyAsDouble(v);
            summand[c] = (float) summandOf.applyAsDouble(v);
        }
        return Optional.of(new Affine(pair.whole(), op.output(), factor, summand, activation));
    }

    private static boolean isAffine(Rewriter graph, Layer layer) {
        if (!layer.isDepthwise()) {
            return false;
        }
        Shape w = graph.shape(layer.weights());
        Window window = layer.window().orElseThrow();
        return w.dim(1) == 1
                && w.dim(2) == 1
                && w.channels() == graph.shape(layer.input()).channels()
                && window.strideH() == 1
                && window.strideW() == 1;
    }

    int channels() {
        return factor.length;
    }

    boolean isFactorAlone() {
        for (float v : summand) {
            if (v != 0) {
                return false;
            }
        }
        return true;
    }
}
