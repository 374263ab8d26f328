package io.tinsmith.search.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.tinsmith.memory.MemoryBudget;
import io.tinsmith.memory.RuntimeFootprint;
import io.tinsmith.search.Constraints;
import io.tinsmith.search.CostModel;
import io.tinsmith.search.Evaluation;
import io.tinsmith.search.Genotype;
import io.tinsmith.search.Objectives;
import io.tinsmith.search.Search;
import io.tinsmith.search.SearchOptions;
import io.tinsmith.search.SearchResult;
import io.tinsmith.search.SearchSpace;
import io.tinsmith.search.SpaceFamilies;
import io.tinsmith.search.Strategy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every strategy on real networks under a tiny budget. */
class StrategyMatrixTest {
    private static final MemoryBudget BUDGET = new MemoryBudget(24_000, 64_000);
    private static final SearchSpace SPACE =
            SpaceFamilies.builtin("mobile-tiny").members(1, 10).get(6);

    @ParameterizedTest
    @EnumSource
    void findsWhatFits(StrategyKind kind) {
        SearchResult result = search(kind.create(SPACE, 1), 2);
        assertThat(result.finalists()).isNotEmpty();
        for (Evaluation e : result.finalists()) {
            assertThat(e.candidate().cost().sramBytes()).isLessThanOrEqualTo(BUDGET.sramBytes());
            assertThat(e.candidate().cost().flashBytes()).isLessThanOrEqualTo(BUDGET.flashBytes());
        }
    }

    @ParameterizedTest
    @EnumSource
    void sameForAnyNumberOfThreadsAndWhenResumed(StrategyKind kind) {
        ResumableStrategy<Genotype> whole = new ResumableStrategy<>(kind.create(SPACE, 2), List.of());
        SearchResult result = search(whole, 1);
        assertThat(search(kind.create(SPACE, 2), 3)).isEqualTo(result);
        List<ResumableStrategy.Round<Genotype>> half =
                whole.rounds().subList(0, whole.rounds().size() / 2);
        ResumableStrategy<Genotype> resumed = new ResumableStrategy<>(kind.create(SPACE, 2), half);
        List<ResumableStrategy.Round<Genotype>> rest =
                whole.rounds().subList(half.size(), whole.rounds().size());
        for (ResumableStrategy.Round<Genotype> round : rest) {
            List<Genotype> expected =
                    round.trials().stream().map(Strategy.Trial::genes).toList();
            assertThat(new ArrayList<>(resumed.propose(round.most()))).isEqualTo(expected);
            resumed.tell(round.trials());
        }
    }

    private static SearchResult search(Strategy<Genotype> strategy, int threads) {
        return new Search(
                        new CostModel(RuntimeFootprint.defaults()),
                        Constraints.of(BUDGET),
                        List.of(Objectives.named("capacity"), Objectives.named("sram")))
                .run(strategy, SPACE, new SearchOptions(240, 3, 0.25, threads), (done, total, best) -> {});
    }
}
