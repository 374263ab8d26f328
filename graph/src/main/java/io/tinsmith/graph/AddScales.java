package io.tinsmith.graph;

/**
 * The fixed-point factors of int8 ADD and SUB in {@link Rounding#DOUBLE}, as TFLite Micro computes it: each input, shifted left by {@link #LEFT_SHIFT}, is brought to twice the
 * greater input scale, and the sum from there to the output scale.
 */
public record AddScales(QuantizedMultiplier left, QuantizedMultiplier right, QuantizedMultiplier output) {
    public static final int LEFT_SHIFT = 20;

    public static AddScales of(Quantization left, Quantization right, Quantization out) {
        double common = 2.0 * Math.max(left.scale(), right.scale());
        return new AddScales(
                QuantizedMultiplier.of(left.scale() / common),
                QuantizedMultiplier.of(right.scale() / common),
                QuantizedMultiplier.of(common / ((1 << LEFT_SHIFT) * (double) out.scale())));
    }

    /** Those of SUB, whose scales TFLite Micro divides in float. */
    public static AddScales ofDifference(Quantization left, Quantization right, Quantization out) {
        float common = 2 * Math.max(left.scale(), right.scale());
        return new AddScales(
                QuantizedMultiplier.of(left.scale() / common),
                QuantizedMultiplier.of(right.scale() / common),
                QuantizedMultiplier.of(common / ((1 << LEFT_SHIFT) * out.scale())));
    }
}
