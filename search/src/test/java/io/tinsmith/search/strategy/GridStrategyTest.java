package io.tinsmith.search.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.tinsmith.search.SpaceOperations;
import io.tinsmith.search.Strategy;
import java.util.List;
import org.junit.jupiter.api.Test;

class GridStrategyTest extends StrategyTester {
    @Override
    Strategy<List<Integer>> create(SpaceOperations<List<Integer>> space, long seed) {
        return new GridStrategy<>(space, seed);
    }

    @Override
    int leastOfNine() {
        return 9;
    }

    @Test
    void goesFromCoarseToFine() {
        List<List<Integer>> all = run(create(new Digits(2, 3), 1), 100);
        assertThat(all.get(0)).containsExactly(1, 1);
        assertThat(all.subList(1, 5)).allMatch(g -> !g.contains(1));
        assertThat(all).hasSize(9);
    }
}
