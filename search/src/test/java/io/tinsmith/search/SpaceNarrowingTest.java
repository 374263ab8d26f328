package io.tinsmith.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.tinsmith.memory.MemoryBudget;
import io.tinsmith.memory.PlannerOptions;
import io.tinsmith.memory.RuntimeFootprint;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpaceNarrowingTest {
    private static final CostModel COSTS = new CostModel(RuntimeFootprint.defaults(), PlannerOptions.quick());

    @Test
    void whatIsLeftIsAPartAndBetter() {
        SearchSpace space = member("mobile-tiny");
        Constraints limits = Constraints.of(new MemoryBudget(24_000, 64_000));
        SearchSpace narrowed = narrow(space, limits, 2).orElseThrow();
        assertThat(narrowed.size()).isLessThan(space.size());
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 100; i++) {
            assertThat(space.contains(narrowed.sample(random))).isTrue();
        }
        // Scored by samples that the narrowing has not seen.
        SpaceScorer scorer = new SpaceScorer(COSTS, limits, 2);
        SpaceScore before = scorer.score(List.of(space), 400, 77, done -> {}).get(0);
        SpaceScore after = scorer.score(List.of(narrowed), 400, 77, done -> {}).get(0);
        assertThat(after.meanMacs()).isGreaterThan(before.meanMacs());
    }

    @Test
    void whatNeverFitsIsDropped() {
        SearchSpace space = member("residual-32");
        Constraints limits = Constraints.of(new MemoryBudget(100_000, 90_000));
        SearchSpace narrowed = narrow(space, limits, 2).orElseThrow();
        SplittableRandom random = new SplittableRandom(9);
        int most = 0;
        for (int i = 0; i < 600; i++) {
            Genotype genes = space.sample(random);
            if (COSTS.macsIfFits(space.decode(genes), limits).isPresent()) {
                most = Math.max(most, genes.stages().get(2).width());
            }
        }
        int widest = most;
        assertThat(narrowed.stages().get(2).widths()).allMatch(w -> w <= widest);
    }

    @Test
    void sameForAnyNumberOfThreads() {
        Constraints limits = Constraints.of(new MemoryBudget(24_000, 64_000));
        assertThat(narrow(member("mixed-tiny"), limits, 3)).isEqualTo(narrow(member("mixed-tiny"), limits, 1));
    }

    @Test
    void nothingWhereTooFewFit() {
        Constraints limits = Constraints.of(new MemoryBudget(1_000, 1_000));
        assertThat(narrow(member("mobile-tiny"), limits, 2)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"mobile-tiny", "residual-32", "resnext-tiny", "shuffle-tiny", "mnas-224", "mixed-tiny", "ds-cnn"
            })
    void filesGiveTheSameNetworks(String family) {
        SearchSpace space = member(family);
        String text = SpaceFiles.format(space, "copy", "of " + family);
        SpaceFamily read = SpaceFamilies.parse("copy.yaml", text);
        SearchSpace copy = read.members(space.channels(), space.classes()).get(0);
        assertThat(copy.stages()).isEqualTo(space.stages());
        assertThat(copy.size()).isEqualTo(space.size());
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 20; i++) {
            Genotype genes = space.sample(random);
            assertThat(copy.decode(genes)).isEqualTo(space.decode(genes));
        }
        assertThat(SpaceFiles.format(copy, "copy", "of " + family)).isEqualTo(text);
    }

    private static SearchSpace member(String family) {
        List<SearchSpace> members = SpaceFamilies.builtin(family).members(3, 10);
        return members.get(members.size() / 2);
    }

    private static Optional<SearchSpace> narrow(SearchSpace space, Constraints limits, int threads) {
        return new SpaceNarrowing(COSTS, limits, threads).narrow(space, 600, 1);
    }
}
