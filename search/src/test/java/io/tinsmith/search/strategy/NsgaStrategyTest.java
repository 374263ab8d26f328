package io.tinsmith.search.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.tinsmith.search.SpaceOperations;
import io.tinsmith.search.Strategy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NsgaStrategyTest extends StrategyTester {
    @Override
    Strategy<List<Integer>> create(SpaceOperations<List<Integer>> space, long seed) {
        return new NsgaStrategy<>(space, NsgaStrategy.Settings.defaults(), seed);
    }

    @Test
    void beatsRandomOnDigits() {
        for (long seed = 0; seed < 5; seed++) {
            assertThat(best(create(DIGITS, seed), 2000)).isGreaterThan(best(new RandomStrategy<>(DIGITS, seed), 2000));
        }
    }

    /** Two objectives that pull apart: the sum of the first five digits, and less that of all. */
    @Test
    void coversTheFront() {
        Strategy<List<Integer>> strategy = create(DIGITS, 1);
        List<Strategy.Trial<List<Integer>>> all = new ArrayList<>();
        while (all.size() < 3000) {
            List<Strategy.Trial<List<Integer>>> trials = strategy.propose(100).stream()
                    .map(g ->
                            new Strategy.Trial<>(g, true, 0, List.of((double) sum(g.subList(0, 5)), (double) -sum(g))))
                    .toList();
            strategy.tell(trials);
            all.addAll(trials);
        }
        List<Strategy.Trial<List<Integer>>> front = ParetoRank.nonDominated(all);
        // The true front has zeros in the last five digits: (s, -s) for s from 0 to 45.
        long exact = front.stream()
                .filter(t -> t.objectives().get(0) == -t.objectives().get(1))
                .map(Strategy.Trial::objectives)
                .distinct()
                .count();
        assertThat(exact).isGreaterThan(30);
    }
}
