package io.tinsmith.graph;

/**
 * The fixed-point factors of int8 ADD and SUB in {@link Rounding#SINGLE}: {@code (bias + left * a + right * b) >> shift}. It is
 * XNNPACK's form, which TFLite runs on hosts and phones; the two factors share one shift that gives the greater 21 bits.
 *
 * @param right below 0 where it is subtracted
 * @param bias rounding and zero points of the inputs
 */
public record SingleAddScales(int left, int right, int bias, int shift) {
    private static final int FRACTION_BITS = 20;

    public static SingleAddScales of(Quantization left, Quantization right, Quantization out) {
        return of(left, right, out, 1);
    }

    public static SingleAddScales ofDifference(Quantization left, Quantization right, Quantization out) {
        return of(left, right, out, -1);
    }

    private static SingleAddScales of(Quantization left, Quantization right, Quantization out, int sign) {
        float a = left.scale() / out.scale();
        float b = right.scale() / out.scale();
        int shift = FRACTION_BITS - Math.getExponent(Math.max(a, b));
        if (shift < 1 || shift > 30) {
            throw new IllegalArgumentException("The scales of an addition (" + left + ", " + right + " to " + out
                    + ") lie too far apart.\nMaybe calibrate with other samples.");
        }
        int l = (int) Math.rint(Math.scalb((double) a, shift));
        int r = sign * (int) Math.rint(Math.scalb((double) b, shift));
        int bias = (1 << (shift - 1)) - l * left.zeroPoint() - r * right.zeroPoint();
        return new SingleAddScales(l, r, bias, shift);
    }

    /** The sum relative to the output's zero point, not yet clamped. */
    public int apply(int a, int b) {
        return (bias + left * a + right * b) >> shift;
    }
}
