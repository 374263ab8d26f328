package io.tinsmith.graph.internal;

import static io.tinsmith.graph.FixedPoint.doublingHighMul;
import static io.tinsmith.graph.FixedPoint.roundingShiftRight;

/** Transcendental functions on raw fixed-point numbers, with the constants and the order of gemmlowp's fixed point. */
final class FixedPointMath {
    private static final int ONE_Q0 = Integer.MAX_VALUE;
    private static final int ONE_Q2 = 1 << 29;
    private static final int EXP_MINUS_EIGHTH_Q0 = 1895147668;
    private static final int THIRD_Q0 = 715827883;
    /** exp(-2^k) in Q0.31 for k = -2 .. 4. */
    private static final int[] EXP_MINUS_POWER_Q0 = {1672461947, 1302514674, 790015084, 290630308, 39332535, 720401, 242
    };

    private static final int FORTY_EIGHT_SEVENTEENTHS_Q2 = 1515870810;
    private static final int MINUS_THIRTY_TWO_SEVENTEENTHS_Q2 = -1010580540;

    private FixedPointMath() {}

    /** exp(a) in Q0.31 for a raw argument at most 0 with so many integer bits, 4 or 5. */
    static int expOfNonPositive(int a, int integerBits) {
        if (a == 0) {
            return ONE_Q0;
        }
        int one = 31 - integerBits;
        int quarter = 1 << (one - 2);
        int fraction = (a & (quarter - 1)) - quarter;
        int result = expOfQuarterInterval(fraction << integerBits);
        int remainder = fraction - a;
        for (int k = -2; k < integerBits; k++) {
            if ((remainder & (1 << (one + k))) != 0) {
                result = doublingHighMul(result, EXP_MINUS_POWER_Q0[k + 2]);
            }
        }
        return result;
    }

    /** exp on [-1/4, 0) in Q0.31: a Taylor polynomial about -1/8. */
    private static int expOfQuarterInterval(int a) {
        int x = a + (1 << 28);
        int x2 = doublingHighMul(x, x);
        int x3 = doublingHighMul(x2, x);
        int x4Quarter = roundingShiftRight(doublingHighMul(x2, x2), 2);
        int tail = roundingShiftRight(doublingHighMul(x4Quarter + x3, THIRD_Q0) + x2, 1);
        return EXP_MINUS_EIGHTH_Q0 + doublingHighMul(EXP_MINUS_EIGHTH_Q0, x + tail);
    }

    /** 1 / (1 + a) in Q0.31 for a in [0, 1) Q0.31. */
    static int oneOverOnePlus(int a) {
        return saturatingShiftLeft(twoOverOnePlus(a), 1);
    }

    /** (1 - a) / (1 + a) in Q0.31 for a in [0, 1) Q0.31. */
    static int oneMinusOverOnePlus(int a) {
        return saturatingShiftLeft(twoOverOnePlus(a) - ONE_Q2, 2);
    }

    /** 2 / (1 + a) in Q2.29: three Newton-Raphson steps. */
    private static int twoOverOnePlus(int a) {
        long sum = (long) a + ONE_Q0;
        int halfDenominator = (int) ((sum + (sum >= 0 ? 1 : -1)) / 2);
        int x = FORTY_EIGHT_SEVENTEENTHS_Q2 + doublingHighMul(halfDenominator, MINUS_THIRTY_TWO_SEVENTEENTHS_Q2);
        for (int i = 0; i < 3; i++) {
            int rest = ONE_Q2 - doublingHighMul(halfDenominator, x);
            x += saturatingShiftLeft(doublingHighMul(x, rest), 2);
        }
        return x;
    }

    private static int saturatingShiftLeft(int value, int shift) {
        long wide = (long) value << shift;
        return (int) Math.min(Math.max(wide, Integer.MIN_VALUE), Integer.MAX_VALUE);
    }
}
