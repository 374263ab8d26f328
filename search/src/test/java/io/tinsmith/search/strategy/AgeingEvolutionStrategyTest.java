package io.tinsmith.search.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.tinsmith.search.SpaceOperations;
import io.tinsmith.search.Strategy;
import java.util.List;
import org.junit.jupiter.api.Test;

class AgeingEvolutionStrategyTest extends StrategyTester {
    @Override
    Strategy<List<Integer>> create(SpaceOperations<List<Integer>> space, long seed) {
        return new AgeingEvolutionStrategy<>(space, AgeingEvolutionStrategy.Settings.defaults(), seed);
    }

    @Test
    void beatsRandomOnDigits() {
        for (long seed = 0; seed < 5; seed++) {
            assertThat(best(create(DIGITS, seed), 2000)).isGreaterThan(best(new RandomStrategy<>(DIGITS, seed), 2000));
        }
    }

    @Test
    void forgetsTheBestWhenItIsOld() {
        // Of a population of 2 the first, however good, is dead after two more; then its child by one gene is unlikely.
        Strategy<List<Integer>> strategy =
                new AgeingEvolutionStrategy<>(DIGITS, new AgeingEvolutionStrategy.Settings(2, 2, 1), 1);
        List<Integer> best = strategy.propose(1).get(0);
        strategy.tell(List.of(new Strategy.Trial<>(best, true, 1e9)));
        List<Integer> last = best;
        for (int i = 0; i < 40; i++) {
            last = strategy.propose(1).get(0);
            strategy.tell(List.of(new Strategy.Trial<>(last, true, i)));
        }
        int same = 0;
        for (int i = 0; i < 10; i++) {
            same += best.get(i).equals(last.get(i)) ? 1 : 0;
        }
        assertThat(same).isLessThan(8);
    }

    @Test
    void settingsFollowTheNumberOfEvaluations() {
        assertThat(AgeingEvolutionStrategy.Settings.forEvaluations(3000))
                .isEqualTo(AgeingEvolutionStrategy.Settings.defaults());
        assertThat(AgeingEvolutionStrategy.Settings.forEvaluations(32))
                .isEqualTo(new AgeingEvolutionStrategy.Settings(8, 8, 4));
        assertThat(AgeingEvolutionStrategy.Settings.forEvaluations(1))
                .isEqualTo(new AgeingEvolutionStrategy.Settings(4, 4, 4));
    }
}
