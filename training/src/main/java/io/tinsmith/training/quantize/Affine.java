package io.tinsmith.training.quantize;

import io.tinsmith.graph.Activation;
import io.tinsmith.graph.Op;
import io.tinsmith.graph.Shape;
import io.tinsmith.graph.Window;
import java.util.Optional;

/** An op that multiplies each channel by a factor and adds a summand: a depthwise convolution with a 1x1 kernel. */
record Affine(int input, int output, float[] factor, float[] summand, Activation activation) {
    static Optional<Affine> of(Rewriter graph, Op op) {
        return Layer.of(op)
                .filter(layer -> isAffine(graph, layer))
                .map(layer -> new Affine(
                        layer.input(),
                        layer.output(),
                        graph.values(layer.weights()),
                        graph.values(layer.bias()),
                        layer.activation()));
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
