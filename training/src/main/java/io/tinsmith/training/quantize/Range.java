package io.tinsmith.training.quantize;

import io.tinsmith.graph.Quantization;

/** The real values that a tensor takes. */
public record Range(float min, float max) {
    public Range {
        if (!(min <= max) || Float.isInfinite(min) || Float.isInfinite(max)) {
            throw new IllegalArgumentException("The range (" + min + ", " + max + ") is not finite and ordered.\n"
                    + "Maybe the training diverged: lower the learning rate.");
        }
    }

    Range union(Range other) {
        return new Range(Math.min(min, other.min), Math.max(max, other.max));
    }

    /**
     * The asymmetric int8 quantization of this range, widened to hold 0 (zero padding must be exact).
     *
     * <p>Source: TFLite 8-bit quantization specification.
     */
    public Quantization toInt8() {
        double low = Math.min(min, 0.0);
        double high = Math.max(max, 0.0);
        double scale = Math.max((high - low) / 255.0, 1e-9);
        long zeroPoint = Math.round(-128 - low / scale);
        return Quantization.perTensor((float) scale, (int) Math.min(Math.max(zeroPoint, -128), 127));
    }
}
