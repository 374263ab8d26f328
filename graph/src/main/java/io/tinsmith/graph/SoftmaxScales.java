package io.tinsmith.graph;

/**
 * Scaling of the differences to the maximum in TFLite's int8 softmax, to fixed point with 5 integer bits.
 *
 * @param differenceMin differences below it contribute nothing
 */
public record SoftmaxScales(int multiplier, int shift, int differenceMin) {
    private static final int INTEGER_BITS = 5;

    public static SoftmaxScales of(float inputScale, float beta) {
        double real = Math.min((double) beta * inputScale * (1 << (31 - INTEGER_BITS)), (1L << 31) - 1.0);
        QuantizedMultiplier m = QuantizedMultiplier.of(real);
        double radius = ((1 << INTEGER_BITS) - 1) * (double) (1L << (31 - INTEGER_BITS)) / (1L << m.shift());
        return new SoftmaxScales(m.multiplier(), m.shift(), -(int) Math.floor(radius));
    }
}
