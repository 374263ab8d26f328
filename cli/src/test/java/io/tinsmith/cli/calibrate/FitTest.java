package io.tinsmith.cli.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tinsmith.memory.CostTerm;
import io.tinsmith.memory.TermCounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FitTest {
    private static final CostTerm A = CostTerm.INFERENCE;
    private static final CostTerm B = CostTerm.LAYER_STEP;

    @Test
    void findsTheCostsThatMadeTheSamples() {
        SplittableRandom random = new SplittableRandom(1);
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            int a = 1 + random.nextInt(100);
            int b = random.nextInt(1000);
            samples.add(sample(a, b, 700 * a + 13 * b));
        }
        Map<String, Double> costs = Fit.of(samples, 1);
        assertThat(costs).containsOnlyKeys(A.name(), B.name());
        assertThat(costs.get(A.name())).isCloseTo(700, within(0.1));
        assertThat(costs.get(B.name())).isCloseTo(13, within(0.01));
    }

    @Test
    void termsThatAlwaysComeTogetherShareTheirCost() {
        List<Sample> samples = List.of(sample(1, 1, 100_000), sample(2, 2, 200_000), sample(5, 5, 500_000));
        Map<String, Double> costs = Fit.of(samples, 1);
        assertThat(costs.get(A.name())).isCloseTo(50_000, within(10.0));
        assertThat(costs.get(B.name())).isCloseTo(50_000, within(10.0));
    }

    private static Sample sample(int a, int b, long instructions) {
        TermCounts counts = new TermCounts();
        counts.add(A, a);
        counts.add(B, b);
        return new Sample("kind", "detail", counts, instructions);
    }
}
