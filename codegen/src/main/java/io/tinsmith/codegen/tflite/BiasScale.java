package io.tinsmith.codegen.tflite;

import io.tinsmith.graph.Quantization;

/** Quantization of an int32 bias: that of the accumulator it is added to. */
final class BiasScale {
    private BiasScale() {}

    static Quantization of(Quantization input, Quantization weights) {
        if (!weights.isPerChannel()) {
            return Quantization.perTensor(input.scale() * weights.scale(), 0);
        }
        float[] scales = weights.scales();
        for (int i = 0; i < scales.length; i++) {
            scales[i] *= input.scale();
        }
        return Quantization.perChannel(scales, 0);
    }
}
