package io.tinsmith.training.quantize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class HistogramTest {
    @Test
    void aPercentileCutsTheSameShareOffBothEnds() {
        // 0, 0.001, ..., 1: 1 % of 1001 values lies below 0.01 and above 0.99.
        float[] values = new float[1001];
        for (int i = 0; i < values.length; i++) {
            values[i] = i / 1000f;
        }
        Range range = histogram(values).within(99);
        assertThat(range.min()).isCloseTo(0.01f, within(0.002f));
        assertThat(range.max()).isCloseTo(0.99f, within(0.002f));
    }

    @Test
    void theHundredthPercentileIsAll() {
        Range range = histogram(new float[] {-3, 0, 5}).within(100);
        assertThat(range.min()).isCloseTo(-3, within(0.01f));
        assertThat(range.max()).isCloseTo(5, within(0.01f));
    }

    @Test
    void theLeastErrorWeighsAnOutlierAgainstTheRoundingOfAllOthers() {
        // d/dh of (40 - h)^2 + 1e5 (h - low)^2 / (255^2 12) is 0 at h = (40 + 0.128 low) / 1.128, about 34.9 for low =
        // -4.5.
        float[] values = normal(100_000);
        values[7] = 40;
        Range range = histogram(values).leastError();
        assertThat(range.max()).isCloseTo(34.9f, within(0.6f));
        assertThat(range.min()).isBetween(-6f, -3f);
    }

    @Test
    void theLeastErrorOfEvenlySpreadValuesKeepsThemAll() {
        SplittableRandom random = new SplittableRandom(3);
        float[] values = new float[100_000];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextDouble(-1, 1);
        }
        Range range = histogram(values).leastError();
        assertThat(range.max()).isCloseTo(1, within(0.02f));
        assertThat(range.min()).isCloseTo(-1, within(0.02f));
    }

    @Test
    void valuesThatAreAllPositiveKeepAZeroLow() {
        assertThat(histogram(new float[] {0, 0, 1, 2, 3}).leastError().min()).isZero();
    }

    private static float[] normal(int count) {
        SplittableRandom random = new SplittableRandom(1);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            // The sum of twelve is near enough to normal.
            double sum = -6;
            for (int k = 0; k < 12; k++) {
                sum += random.nextDouble();
            }
            values[i] = (float) sum;
        }
        return values;
    }

    private static Histogram histogram(float[] values) {
        float min = Float.POSITIVE_INFINITY;
        float max = Float.NEGATIVE_INFINITY;
        for (float v : values) {
            min = Math.min(min, v);
            max = Math.max(max, v);
        }
        Histogram histogram = new Histogram(new Range(min, max));
        histogram.add(values);
        return histogram;
    }
}
