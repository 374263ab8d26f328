package io.tinsmith.training.quantize;

import io.tinsmith.graph.Shape;
import io.tinsmith.graph.Tensor;
import java.util.Arrays;

/** Symmetric scales of weights. */
final class WeightScales {
    private WeightScales() {}

    /**
     * One scale per index of {@code axis}, or one for all when it is negative: the greatest magnitude over 127, and
     * large enough that the bias fits 30 bits (channels whose weights vanish would break that otherwise).
     */
    static float[] of(Tensor weights, float[] bias, float inputScale, int axis) {
        float[] greatest = new float[axis < 0 ? 1 : weights.shape().dim(axis)];
        float[] values = weights.float32();
        for (int i = 0; i < values.length; i++) {
            int c = axis < 0 ? 0 : channel(weights.shape(), axis, i);
            greatest[c] = Math.max(greatest[c], Math.abs(values[i]));
        }
        float[] scales = new float[greatest.length];
        Arrays.fill(scales, 1e-9f);
        for (int c = 0; c < scales.length; c++) {
            scales[c] = Math.max(scales[c], greatest[c] / 127);
        }
        for (int c = 0; c < bias.length; c++) {
            int s = axis < 0 ? 0 : c;
            scales[s] = Math.max(scales[s], Math.abs(bias[c]) / (inputScale * (1 << 30)));
        }
        return scales;
    }

    /** Index along {@code axis} of the element at a row-major position. */
    static int channel(Shape shape, int axis, int position) {
        int inner = 1;
        for (int d = axis + 1; d < shape.rank(); d++) {
            inner *= shape.dim(d);
        }
        return position / inner % shape.dim(axis);
    }
}
