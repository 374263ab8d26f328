package io.tinsmith.graph;

/** The integer arithmetic of int8 inference, as the runtime's C computes it. */
public final class FixedPoint {
    private FixedPoint() {}

    /** {@code value * multiplier / 2^31 * 2^shift}, rounded as {@code rounding} says. */
    public static int scale(int value, int multiplier, int shift, Rounding rounding) {
        if (rounding == Rounding.FLOAT) {
            throw new IllegalArgumentException("Fixed point has no rounding FLOAT.\nMaybe use SINGLE or DOUBLE.");
        }
        if (rounding == Rounding.SINGLE) {
            int right = 31 - shift;
            return (int) ((value * (long) multiplier + (1L << (right - 1))) >> right);
        }
        int left = Math.max(shift, 0);
        return roundingShiftRight(doublingHighMul(value << left, multiplier), left - shift);
    }

    /** Rounding, saturating high half of {@code 2 * a * b} (Armv8's SQRDMULH up to ties). */
    public static int doublingHighMul(int a, int b) {
        if (a == Integer.MIN_VALUE && b == Integer.MIN_VALUE) {
            return Integer.MAX_VALUE;
        }
        long product = (long) a * b;
        long nudge = product >= 0 ? 1L << 30 : 1 - (1L << 30);
        // A division truncates toward zero, as C's does; a shift would not.
        return (int) ((product + nudge) / (1L << 31));
    }

    /** {@code value / 2^shift}, rounded half away from zero; {@code shift} in 0..31. */
    public static int roundingShiftRight(int value, int shift) {
        if (shift == 0) {
            return value;
        }
        int mask = (int) ((1L << shift) - 1);
        int threshold = (mask >>> 1) + (value < 0 ? 1 : 0);
        return (value >> shift) + ((value & mask) > threshold ? 1 : 0);
    }
}
