package io.tinsmith.search.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.tinsmith.search.SpaceOperations;
import io.tinsmith.search.Strategy;
import java.util.List;
import org.junit.jupiter.api.Test;

class SurrogateStrategyTest extends StrategyTester {
    @Override
    Strategy<List<Integer>> create(SpaceOperations<List<Integer>> space, long seed) {
        return new SurrogateStrategy<>(space, seed);
    }

    @Test
    void beatsRandomWithFewEvaluations() {
        for (long seed = 0; seed < 3; seed++) {
            assertThat(best(create(DIGITS, seed), 100)).isGreaterThan(best(new RandomStrategy<>(DIGITS, seed), 100));
        }
    }
}
