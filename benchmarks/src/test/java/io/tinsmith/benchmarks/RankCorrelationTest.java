package io.tinsmith.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RankCorrelationTest {
    @Test
    void isOneForTheSameOrderAndMinusOneForTheReverse() {
        double[] up = {1, 5, 6, 20};
        double[] down = {9, 8, 2, 1};
        assertThat(RankCorrelation.spearman(up, up)).isCloseTo(1, within(1e-12));
        assertThat(RankCorrelation.kendall(up, up)).isCloseTo(1, within(1e-12));
        assertThat(RankCorrelation.spearman(up, down)).isCloseTo(-1, within(1e-12));
        assertThat(RankCorrelation.kendall(up, down)).isCloseTo(-1, within(1e-12));
    }

    @Test
    void countsASwapAndATie() {
        // One of 6 pairs is swapped: (5 - 1) / 6. Ranks differ by 1 twice: 1 - 6 * 2 / (4 * 15).
        assertThat(RankCorrelation.kendall(new double[] {1, 2, 3, 4}, new double[] {1, 3, 2, 4}))
                .isCloseTo(4 / 6.0, within(1e-12));
        assertThat(RankCorrelation.spearman(new double[] {1, 2, 3, 4}, new double[] {1, 3, 2, 4}))
                .isCloseTo(0.8, within(1e-12));
        // Two of 3 pairs agree, one is tied on one side: 2 / sqrt(3 * 2).
        assertThat(RankCorrelation.kendall(new double[] {1, 2, 3}, new double[] {1, 1, 3}))
                .isCloseTo(2 / Math.sqrt(6), within(1e-12));
    }
}
