package io.tinsmith.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FixedPointTest {
    @Test
    void multiplierOfOneQuarterIsHalfShiftedRightByOne() {
        assertThat(QuantizedMultiplier.of(0.25)).isEqualTo(new QuantizedMultiplier(1 << 30, -1));
    }

    @Test
    void multiplierThatRoundsUpToOneIsHalved() {
        // (1 - 2^-40) * 2^31 rounds to 2^31, which an int cannot hold.
        assertThat(QuantizedMultiplier.of(1 - Math.scalb(1.0, -40))).isEqualTo(new QuantizedMultiplier(1 << 30, 1));
    }

    @Test
    void rejectsWhatIsNotAFactor() {
        assertThatThrownBy(() -> QuantizedMultiplier.of(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> QuantizedMultiplier.of(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void roundsHalfAwayFromZero() {
        assertThat(FixedPoint.roundingShiftRight(5, 1)).isEqualTo(3);
        assertThat(FixedPoint.roundingShiftRight(-5, 1)).isEqualTo(-3);
        assertThat(FixedPoint.roundingShiftRight(-3, 2)).isEqualTo(-1);
    }

    @Test
    void singleRoundingIsTheExactProductRoundedUpAtTies() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 10_000; i++) {
            int value = random.nextInt(-1 << 24, 1 << 24);
            int multiplier = random.nextInt(1 << 30, Integer.MAX_VALUE);
            int shift = -random.nextInt(0, 12);
            BigDecimal exact =
                    BigDecimal.valueOf((long) value * multiplier).divide(BigDecimal.valueOf(1L << (31 - shift)));
            int expected = exact.add(new BigDecimal("0.5"))
                    .setScale(0, RoundingMode.FLOOR)
                    .intValueExact();
            assertThat(FixedPoint.scale(value, multiplier, shift, Rounding.SINGLE))
                    .isEqualTo(expected);
        }
    }

    @Test
    void doubleRoundingDiffersFromSingleByAtMostOneAndSometimes() {
        SplittableRandom random = new SplittableRandom(2);
        int different = 0;
        for (int i = 0; i < 100_000; i++) {
            int value = random.nextInt(-1 << 20, 1 << 20);
            int multiplier = random.nextInt(1 << 30, Integer.MAX_VALUE);
            int d = FixedPoint.scale(value, multiplier, -6, Rounding.DOUBLE);
            int s = FixedPoint.scale(value, multiplier, -6, Rounding.SINGLE);
            assertThat(Math.abs(d - s)).isLessThanOrEqualTo(1);
            different += d == s ? 0 : 1;
        }
        assertThat(different).isBetween(1, 2_000);
    }
}
