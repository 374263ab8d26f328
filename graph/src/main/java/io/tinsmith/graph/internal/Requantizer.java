package io.tinsmith.graph.internal;

import io.tinsmith.graph.Activation;
import io.tinsmith.graph.FixedPoint;
import io.tinsmith.graph.Quantization;
import io.tinsmith.graph.QuantizedMultiplier;
import io.tinsmith.graph.Rounding;

/** int32 accumulators to int8, one factor per output channel. */
final class Requantizer {
    private final int[] multipliers;
    private final int[] shifts;
    private final float[] factors;
    private final int zeroPoint;
    private final int min;
    private final int max;
    private final Rounding rounding;

    private Requantizer(
            int[] multipliers, int[] shifts, float[] factors, int zeroPoint, int min, int max, Rounding rounding) {
        this.multipliers = multipliers;
        this.shifts = shifts;
        this.factors = factors;
        this.zeroPoint = zeroPoint;
        this.min = min;
        this.max = max;
        this.rounding = rounding;
    }

    static Requantizer of(
            Quantization in,
            Quantization weights,
            Quantization out,
            int channels,
            Activation activation,
            Rounding rounding) {
        int[] multipliers = new int[channels];
        int[] shifts = new int[channels];
        float[] factors = new float[channels];
        for (int c = 0; c < channels; c++) {
            QuantizedMultiplier m = QuantizedMultiplier.of(QuantizedMultiplier.factor(in, weights, out, c));
            multipliers[c] = m.multiplier();
            shifts[c] = m.shift();
            factors[c] = in.scale() * weights.scale(c) / out.scale();
        }
        return new Requantizer(
                multipliers,
                shifts,
                factors,
                out.zeroPoint(),
                activation.quantizedMin(out),
                activation.quantizedMax(out),
                rounding);
    }

    byte apply(int accumulator, int channel) {
        int scaled = rounding == Rounding.FLOAT
                ? (int) Math.rint(accumulator * factors[channel])
                : FixedPoint.scale(accumulator, multipliers[channel], shifts[channel], rounding);
        return (byte) Math.min(Math.max(zeroPoint + scaled, min), max);
    }
}
