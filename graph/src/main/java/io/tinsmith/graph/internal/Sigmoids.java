package io.tinsmith.graph.internal;

import static io.tinsmith.graph.FixedPoint.roundingShiftRight;

import io.tinsmith.graph.QuantizedMultiplier;
import io.tinsmith.graph.Rounding;

/** Logistic function and hyperbolic tangent in fixed point, as TFLite Micro's int8 kernels compute them. */
public final class Sigmoids {
    private static final int INTEGER_BITS = 4;
    private static final int LOGISTIC_BITS = 8;
    private static final int TANH_BITS = 7;

    private Sigmoids() {}

    /** The output in scale 1/256 and zero point -128, not yet clamped, of a difference to the input's zero point. */
    public static int logistic(int difference, float scale) {
        QuantizedMultiplier m = multiplier(scale);
        int radius = radius(m);
        if (Math.abs(difference) >= radius) {
            return difference < 0 ? Byte.MIN_VALUE : Byte.MAX_VALUE;
        }
        int x = m.apply(difference, Rounding.DOUBLE);
        int y = 1 << 30;
        if (x != 0) {
            int positive = FixedPointMath.oneOverOnePlus(FixedPointMath.expOfNonPositive(-Math.abs(x), INTEGER_BITS));
            y = x > 0 ? positive : Integer.MAX_VALUE - positive;
        }
        return roundingShiftRight(y, 31 - LOGISTIC_BITS) + Byte.MIN_VALUE;
    }

    /** The output in scale 1/128 and zero point 0, not yet clamped. */
    public static int tanh(int difference, float scale) {
        QuantizedMultiplier m = multiplier(scale);
        int radius = radius(m);
        if (Math.abs(difference) >= radius) {
            return difference < 0 ? Byte.MIN_VALUE : Byte.MAX_VALUE;
        }
        int x = m.apply(difference, Rounding.DOUBLE);
        if (x == 0) {
            return 0;
        }
        // tanh(|x|) = (1 - e) / (1 + e), e = exp(-2 |x|): the doubled value has one integer bit more.
        int e = FixedPointMath.expOfNonPositive(-Math.abs(x), INTEGER_BITS + 1);
        int y = FixedPointMath.oneMinusOverOnePlus(e);
        return roundingShiftRight(x < 0 ? -y : y, 31 - TANH_BITS);
    }

    private static QuantizedMultiplier multiplier(float scale) {
        return QuantizedMultiplier.of((double) scale * (1 << (31 - INTEGER_BITS)));
    }

    /** The least difference that does not fit the integer bits. */
    private static int radius(QuantizedMultiplier m) {
        double most = ((1 << INTEGER_BITS) - 1) * Math.scalb(1.0, 31 - INTEGER_BITS);
        return (int) Math.floor(Math.scalb(most, -m.shift()));
    }
}
