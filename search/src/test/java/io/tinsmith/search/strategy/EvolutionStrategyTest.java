package io.tinsmith.search.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.tinsmith.search.SpaceOperations;
import io.tinsmith.search.Strategy;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvolutionStrategyTest extends StrategyTester {
    @Override
    Strategy<List<Integer>> create(SpaceOperations<List<Integer>> space, long seed) {
        return new EvolutionStrategy<>(space, EvolutionStrategy.Settings.defaults(), seed);
    }

    @Test
    void beatsRandomOnDigits() {
        for (long seed = 0; seed < 10; seed++) {
            assertThat(best(create(DIGITS, seed), 2000)).isGreaterThan(best(new RandomStrategy<>(DIGITS, seed), 2000));
        }
    }

    @Test
    void settingsFollowTheNumberOfEvaluations() {
        assertThat(EvolutionStrategy.Settings.forEvaluations(3000, 20))
                .isEqualTo(EvolutionStrategy.Settings.defaults());
        // A quarter of 32 drawn at random; one gene of 8.
        assertThat(EvolutionStrategy.Settings.forEvaluations(32, 8))
                .isEqualTo(new EvolutionStrategy.Settings(8, 4, 0.125));
        assertThat(EvolutionStrategy.Settings.forEvaluations(1, 1)).isEqualTo(new EvolutionStrategy.Settings(4, 4, 1));
    }
}
