package io.tinsmith.search.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.tinsmith.search.Strategy;
import io.tinsmith.search.strategy.HalvingStrategy.Staged;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class HalvingStrategyTest {
    private final Strategy<List<Integer>> random = new RandomStrategy<>(StrategyTester.DIGITS, 1);

    @Test
    void promotesOneInEta() {
        HalvingStrategy<List<Integer>> strategy = new HalvingStrategy<>(random, 3, 2);
        List<Staged<List<Integer>>> all = run(strategy, 200, 1);
        assertThat(new HashSet<>(all)).hasSize(200);
        // Of n on a rung n / 2 go on, and some that were among the best for a while: about 4/7, 2/7 and 1/7 of all.
        assertThat(onRung(all, 0)).hasSizeBetween(95, 120);
        assertThat(onRung(all, 1)).hasSizeBetween(50, 70);
        assertThat(onRung(all, 2)).hasSizeBetween(22, 40);
        assertThat(onRung(all, 0)).containsAll(onRung(all, 1));
        assertThat(onRung(all, 1)).containsAll(onRung(all, 2));
    }

    @Test
    void promotesTheBest() {
        HalvingStrategy<List<Integer>> strategy = new HalvingStrategy<>(random, 2, 4);
        List<Staged<List<Integer>>> all = run(strategy, 100, 20);
        double promoted =
                onRung(all, 1).stream().mapToInt(StrategyTester::sum).average().orElseThrow();
        double drawn =
                onRung(all, 0).stream().mapToInt(StrategyTester::sum).average().orElseThrow();
        assertThat(promoted).isGreaterThan(drawn + 5);
    }

    @Test
    void whatDoesNotFitIsNotCounted() {
        HalvingStrategy<List<Integer>> strategy = new HalvingStrategy<>(random, 2, 3);
        for (int i = 0; i < 5; i++) {
            List<Staged<List<Integer>>> proposed = strategy.propose(1);
            assertThat(proposed.get(0).rung()).isZero();
            // Two of five fit: fewer than one in three goes on.
            strategy.tell(List.of(new Strategy.Trial<>(proposed.get(0), i < 2, i)));
        }
        List<Staged<List<Integer>>> third = strategy.propose(1);
        strategy.tell(List.of(new Strategy.Trial<>(third.get(0), true, -9)));
        assertThat(strategy.propose(1).get(0).rung()).isEqualTo(1);
    }

    @Test
    void sameSeedSameCandidates() {
        assertThat(run(new HalvingStrategy<>(new RandomStrategy<>(StrategyTester.DIGITS, 5), 3, 3), 100, 7))
                .isEqualTo(run(new HalvingStrategy<>(new RandomStrategy<>(StrategyTester.DIGITS, 5), 3, 3), 100, 7));
    }

    private static List<List<Integer>> onRung(List<Staged<List<Integer>>> all, int rung) {
        return all.stream().filter(s -> s.rung() == rung).map(Staged::genes).toList();
    }

    private static List<Staged<List<Integer>>> run(HalvingStrategy<List<Integer>> strategy, int count, int batch) {
        List<Staged<List<Integer>>> all = new ArrayList<>();
        while (all.size() < count) {
            List<Staged<List<Integer>>> proposed = strategy.propose(Math.min(batch, count - all.size()));
            strategy.tell(proposed.stream()
                    .map(s -> new Strategy.Trial<>(s, true, StrategyTester.sum(s.genes())))
                    .toList());
            all.addAll(proposed);
        }
        return all;
    }
}
