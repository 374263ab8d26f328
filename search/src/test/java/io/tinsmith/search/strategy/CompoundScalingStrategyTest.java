package io.tinsmith.search.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.tinsmith.search.SpaceOperations;
import io.tinsmith.search.Strategy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CompoundScalingStrategyTest extends StrategyTester {
    @Override
    Strategy<List<Integer>> create(SpaceOperations<List<Integer>> space, long seed) {
        return new CompoundScalingStrategy<>(space, 4, seed);
    }

    /** Compound scaling does not leave its rays: (0, 2) is on none. */
    @Override
    int leastOfNine() {
        return 4;
    }

    /** Digits are depth, width, resolution and one that scales nothing; what fits has d * w^2 * r^2 of at most 1000. */
    @Test
    void solvesForTheBudget() {
        Strategy<List<Integer>> strategy = create(new Digits(4, 10), 1);
        double best = 0;
        int tried = 0;
        List<List<Integer>> proposed = strategy.propose(100);
        while (tried < 100 && !proposed.isEmpty()) {
            List<Strategy.Trial<List<Integer>>> trials = new ArrayList<>();
            for (List<Integer> g : proposed) {
                double macs = g.get(0) * Math.pow(g.get(1), 2) * Math.pow(g.get(2), 2);
                trials.add(new Strategy.Trial<>(g, macs <= 1000, macs <= 1000 ? macs : 1 - macs / 1000));
                best = macs <= 1000 ? Math.max(best, macs) : best;
            }
            strategy.tell(trials);
            tried += proposed.size();
            proposed = strategy.propose(100);
        }
        assertThat(best).isGreaterThan(800);
    }
}
