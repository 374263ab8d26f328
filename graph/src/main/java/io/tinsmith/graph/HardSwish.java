package io.tinsmith.graph;

/**
 * Hard-swish in 16 bits, as TFLite computes it: the input, times 128, scaled to the output's scale but for a shift, by a
 * gate {@code (x + 3) / 6} clamped to [0, 1] in Q15.
 *
 * @param outMultiplier Q15, of {@code in / (128 * out)}
 * @param gateMultiplier Q15, of {@code in / (128 * 3 / 2^15)}, which brings 3 to 2^15
 */
record HardSwish(int outMultiplier, int outShift, int gateMultiplier, int gateShift) {
    private static final int INPUT_BITS = 7;
    private static final float THREE = 3f / (1 << 15);

    static HardSwish of(float in, float out) {
        float fine = (1f / (1 << INPUT_BITS)) * in;
        QuantizedMultiplier output = QuantizedMultiplier.of(fine / out);
        QuantizedMultiplier gate = QuantizedMultiplier.of(fine / THREE);
        if (output.shift() > 0) {
            throw new IllegalArgumentException("The scales of a hard-swish (" + in + " to " + out
                    + ") lie too far apart.\nMaybe calibrate with other samples.");
        }
        return new HardSwish(upper(output.multiplier()), output.shift(), upper(gate.multiplier()), gate.shift());
    }

    /** The output relative to its zero point, not yet clamped; {@code difference} is the input's to its own. */
    int apply(int difference) {
        int x = difference << INPUT_BITS;
        int scaled = roundingHighMul(x, outMultiplier);
        // All shifts to the left but the last can't saturate what stays below 1.
        int gate = gateShift > 0 ? saturated((long) x << (gateShift - 1)) : x;
        gate = roundingHighMul(gate, gateMultiplier);
        if (gateShift > 0) {
            gate = saturated(2L * gate);
        } else if (gateShift < 0) {
            gate = FixedPoint.roundingShiftRight(gate, -gateShift);
        }
        gate = (gate + (1 << 15)) >> 1;
        int product = saturated(gate * scaled / (1 << 15));
        return FixedPoint.roundingShiftRight(product, -outShift);
    }

    /** The upper half of a Q31 multiplier, rounded. */
    private static int upper(int multiplier) {
        return Math.min((int) (((long) multiplier + (1 << 15)) >> 16), Short.MAX_VALUE);
    }

    private static int roundingHighMul(int a, int b) {
        int product = a * b;
        return saturated((product + (product >= 0 ? 1 << 14 : 1 - (1 << 14))) / (1 << 15));
    }

    private static int saturated(long value) {
        return (int) Math.min(Math.max(value, Short.MIN_VALUE), Short.MAX_VALUE);
    }
}
