package io.tinsmith.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.tinsmith.memory.MemoryBudget;
import io.tinsmith.memory.RuntimeFootprint;
import io.tinsmith.search.strategy.EvolutionStrategy;
import io.tinsmith.search.strategy.RandomStrategy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SearchTest {
    private static final Constraints CONSTRAINTS =
            Constraints.of(new MemoryBudget(100_000, 256_000)).withMaxMacs(3_000_000);
    private final CostModel costs = new CostModel(RuntimeFootprint.defaults());
    private final SearchSpace space =
            SpaceFamilies.builtin("mobile-tiny").members(1, 10).get(18);

    @Test
    void sameResultForAnyNumberOfThreads() {
        assertThat(evolve(1, 600, 3)).isEqualTo(evolve(1, 600, 1));
        assertThat(evolve(1, 600, 2)).isNotEqualTo(evolve(2, 600, 2));
    }

    @Test
    void finalistsFitAndDiffer() {
        SearchResult result = evolve(1, 2000, 2);
        List<Evaluation> finalists = result.finalists();
        assertThat(result.evaluations()).hasSize(2000);
        assertThat(finalists).hasSize(6).allMatch(Evaluation::fits);
        for (int i = 0; i < finalists.size(); i++) {
            Evaluation e = finalists.get(i);
            assertThat(CONSTRAINTS.check(e.candidate()).fits()).isTrue();
            for (Evaluation other : finalists.subList(0, i)) {
                assertThat(other.score()).isGreaterThanOrEqualTo(e.score());
                assertThat(other.candidate().network().distance(e.candidate().network()))
                        .isPositive();
            }
        }
        double best = result.evaluations().stream()
                .filter(Evaluation::fits)
                .mapToDouble(Evaluation::score)
                .max()
                .orElseThrow();
        assertThat(finalists.get(0).score()).isEqualTo(best);
    }

    @Test
    void evolutionBeatsRandomOnEqualEvaluations() {
        for (long seed = 1; seed <= 3; seed++) {
            SearchResult random =
                    search().run(new RandomStrategy<>(space, seed), space, options(1000, 2), (done, total, best) -> {});
            assertThat(evolve(seed, 1000, 2).finalists().get(0).score())
                    .isGreaterThan(random.finalists().get(0).score());
        }
    }

    @Test
    void tellsProgress() {
        List<Integer> done = new ArrayList<>();
        search().run(new RandomStrategy<>(space, 1), space, options(250, 1), (d, total, best) -> {
            assertThat(total).isEqualTo(250);
            done.add(d);
        });
        assertThat(done).containsExactly(100, 200, 250);
    }

    @Test
    void handsBackNothingWhereNothingFits() {
        Constraints tight = Constraints.of(new MemoryBudget(2_000, 256_000));
        SearchResult result = new Search(costs, tight, Objectives.capacity())
                .run(new RandomStrategy<>(space, 1), space, options(100, 1), (done, total, best) -> {});
        assertThat(result.finalists()).isEmpty();
        assertThat(result.fitting()).isZero();
        assertThat(result.evaluations()).hasSize(100);
    }

    private SearchResult evolve(long seed, int evaluations, int threads) {
        EvolutionStrategy<Genotype> strategy =
                new EvolutionStrategy<>(space, EvolutionStrategy.Settings.defaults(), seed);
        return search().run(strategy, space, options(evaluations, threads), (done, total, best) -> {});
    }

    private Search search() {
        return new Search(new CostModel(RuntimeFootprint.defaults()), CONSTRAINTS, Objectives.capacity());
    }

    private static SearchOptions options(int evaluations, int threads) {
        return new SearchOptions(evaluations, 6, 0.25, threads);
    }
}
