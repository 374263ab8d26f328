package io.tinsmith.benchmarks.tabular;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class MannWhitneyTest {
    @Test
    void byHand() {
        // U = 16 of 16, mean 8, variance 4 * 4 * 9 / 12 = 12, with continuity z = 7.5 / 3.464 = 2.165: p = 0.0152.
        double[] high = {5, 6, 7, 8};
        double[] low = {1, 2, 3, 4};
        assertThat(MannWhitney.p(high, low)).isCloseTo(0.0152, within(1e-4));
        assertThat(MannWhitney.p(low, high)).isCloseTo(0.993, within(1e-3));
    }

    @Test
    void tiesLowerTheVariance() {
        // a: 2 2 3, b: 1 2 2. U = 3 + 2 * (1 + 0.5 + 0.5) = 7 of 9, mean 4.5; ties of 4: 64 - 4 = 60; variance 9 / 12 *
        // (7 -
        // 60 / 30) = 3.75, z = 2 / 1.936 = 1.033: p = 0.1509.
        assertThat(MannWhitney.p(new double[] {2, 2, 3}, new double[] {1, 2, 2}))
                .isCloseTo(0.1509, within(1e-4));
        assertThat(MannWhitney.p(new double[] {1, 1}, new double[] {1, 1})).isEqualTo(1);
    }

    @Test
    void tailOfTheNormalDistribution() {
        assertThat(MannWhitney.upperTail(1.959964)).isCloseTo(0.025, within(1e-6));
        assertThat(MannWhitney.upperTail(-1.959964)).isCloseTo(0.975, within(1e-6));
    }
}
