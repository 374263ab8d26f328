package io.tinsmith.graph;

/**
 * A positive real factor as a Q31 multiplier and a power of two: {@code real = multiplier / 2^31 * 2^shift}, as TFLite's
 * {@code QuantizeMultiplier} computes it.
 *
 * @param multiplier in {@code [2^30, 2^31)}, or 0
 * @param shift positive is left
 */
public record QuantizedMultiplier(int multiplier, int shift) {
    /**
     * The closest fixed-point factor.
     *
     * @throws IllegalArgumentException if {@code real} is negative or not finite
     */
    public static QuantizedMultiplier of(double real) {
        if (!(real >= 0) || Double.isInfinite(real)) {
            throw new IllegalArgumentException(
                    "The factor (" + real + ") of a requantization is not a finite number from 0 up.\n"
                            + "Maybe a scale of the model is broken.");
        }
        if (real == 0) {
            return new QuantizedMultiplier(0, 0);
        }
        int exponent = Math.getExponent(real) + 1;
        long q = Math.round(Math.scalb(real, 31 - exponent));
        if (q == 1L << 31) {
            q /= 2;
            exponent++;
        }
        return exponent < -31 ? new QuantizedMultiplier(0, 0) : new QuantizedMultiplier((int) q, exponent);
    }

    /** The factor {@code in * weights / out} of one output channel, in double precision from the float scales. */
    public static double factor(Quantization in, Quantization weights, Quantization out, int channel) {
        return (double) in.scale() * weights.scale(channel) / out.scale();
    }

    /** {@code value} scaled by this factor. */
    public int apply(int value, Rounding rounding) {
        return FixedPoint.scale(value, multiplier, shift, rounding);
    }
}
