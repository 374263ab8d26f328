package io.tinsmith.search.strategy;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tinsmith.search.SpaceOperations;
import io.tinsmith.search.Strategy;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResumableStrategyTest extends StrategyTester {
    @Override
    Strategy<List<Integer>> create(SpaceOperations<List<Integer>> space, long seed) {
        return new ResumableStrategy<>(new RandomStrategy<>(space, seed), List.of());
    }

    @Test
    void refusesAnotherSeed() {
        ResumableStrategy<List<Integer>> strategy = new ResumableStrategy<>(new RandomStrategy<>(DIGITS, 1), List.of());
        run(strategy, 50);
        assertThatThrownBy(() -> new ResumableStrategy<>(new RandomStrategy<>(DIGITS, 2), strategy.rounds()))
                .hasMessageContaining("Maybe the seed");
    }
}
