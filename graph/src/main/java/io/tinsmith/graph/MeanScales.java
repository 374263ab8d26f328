package io.tinsmith.graph;

/**
 * The factor of int8 MEAN, as TFLite computes it: {@code in / out} as a Q31 multiplier, then that over the number of pixels,
 * cut off, after as many bits to the left as the number has.
 *
 * @param multiplier at least 2^29 as a rule, below what {@link QuantizedMultiplier} promises
 */
public record MeanScales(int multiplier, int shift) {
    public static MeanScales of(Quantization in, Quantization out, int pixels) {
        QuantizedMultiplier m = QuantizedMultiplier.of((double) in.scale() / out.scale());
        int bits = Math.min(Math.min(31 - Integer.numberOfLeadingZeros(pixels), 32), 31 + m.shift());
        return new MeanScales((int) (((long) m.multiplier() << bits) / pixels), m.shift() - bits);
    }
}
