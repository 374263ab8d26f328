package io.tinsmith.codegen.tflite;

import io.tinsmith.graph.Quantization;

/** Quantization of an int32 bias: that of the accumulator it is added to. */
final class BiasScale {
    private BiasScale() {}

    static Quantization of(Quantization input, Quantization weights) {
        if (!weights.isPerChannel()) {
            return Quantization.perTensor(product(input.scale(), weights.scale()), 0);
        }
        float[] scales = weights.scales();
        for (int i = 0; i < scales.length; i++) {
            scales[i] = product(input.scale(), scales[i]);
        }
        return Quantization.perChannel(scales, 0);
    }

    /** Of two positive numbers; one that no float has becomes the nearest that is a scale. */
    private static float product(float input, float weights) {
        return Math.min(Float.MAX_VALUE, Math.max(Float.MIN_VALUE, input * weights));
    }
}
