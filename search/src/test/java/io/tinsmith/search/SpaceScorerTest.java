package io.tinsmith.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.tinsmith.memory.Fusion;
import io.tinsmith.memory.MemoryBudget;
import io.tinsmith.memory.PlannerOptions;
import io.tinsmith.memory.RuntimeFootprint;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SpaceScorerTest {
    private final List<SearchSpace> spaces =
            SpaceFamilies.builtin("mobile-tiny").members(1, 10);

    @Test
    void sameScoresForAnyNumberOfThreads() {
        assertThat(score(100_000, 3)).isEqualTo(score(100_000, 1));
    }

    @Test
    void moreMemoryNeverLosesSurvivors() {
        List<SpaceScore> small = score(20_000, 2);
        List<SpaceScore> large = score(100_000, 2);
        for (SpaceScore score : small) {
            assertThat(large)
                    .filteredOn(s -> s.space().equals(score.space()))
                    .singleElement()
                    .satisfies(s -> assertThat(s.survivors()).isGreaterThanOrEqualTo(score.survivors()));
        }
        assertThat(SpaceScorer.winner(small).orElseThrow().meanMacs())
                .isLessThan(SpaceScorer.winner(large).orElseThrow().meanMacs());
    }

    @ParameterizedTest
    @EnumSource
    void survivorsAreThoseWhoseWholeCostKeepsTheLimits(Fusion fusion) {
        // Flash of 60,000 bytes: some networks are turned away by their constants alone, before a schedule is sought.
        Constraints constraints = Constraints.of(new MemoryBudget(30_000, 60_000));
        CostModel costs = new CostModel(
                RuntimeFootprint.defaults(), PlannerOptions.quick().with(fusion));
        SplittableRandom random = new SplittableRandom(3);
        int fitting = 0;
        for (int i = 0; i < 200; i++) {
            SearchSpace space = spaces.get(random.nextInt(spaces.size()));
            Architecture a = space.decode(space.sample(random));
            Cost cost = costs.of(a);
            boolean fits = constraints.check(new Candidate(a, cost)).fits();
            assertThat(costs.macsIfFits(a, constraints))
                    .isEqualTo(fits ? OptionalLong.of(cost.macs()) : OptionalLong.empty());
            fitting += fits ? 1 : 0;
        }
        assertThat(fitting).isBetween(20, 180);
    }

    @Test
    void nothingWinsWhereNothingFits() {
        assertThat(SpaceScorer.winner(score(4_000, 2))).isEmpty();
    }

    @Test
    void threeSurvivorsDoNotWin() {
        SpaceScore few = SpaceScore.of(spaces.get(0), 1000, List.of(9_000_000L, 9_000_000L, 9_000_000L));
        SpaceScore many = SpaceScore.of(spaces.get(1), 1000, Collections.nCopies(500, 1_000_000L));
        assertThat(few.eligible()).isFalse();
        assertThat(many.eligible()).isTrue();
    }

    @Test
    void scoreIsALowerBoundOfTheMean() {
        // 1..25: mean 13, sample variance 25*26/12 = 54.17, standard error sqrt(54.17 / 25) = 1.472.
        SpaceScore score = SpaceScore.of(
                spaces.get(0), 1000, LongStream.rangeClosed(1, 25).boxed().toList());
        assertThat(score.meanMacs()).isEqualTo(13);
        assertThat(score.score()).isCloseTo(13 - 1.645 * 1.472, org.assertj.core.data.Offset.offset(0.001));
        assertThat(score.percentileMacs(0.5)).isEqualTo(13);
        assertThat(score.percentileMacs(1)).isEqualTo(25);
        assertThat(score.percentileMacs(0)).isEqualTo(1);
    }

    private List<SpaceScore> score(long sramBytes, int threads) {
        Constraints constraints = Constraints.of(new MemoryBudget(sramBytes, 256_000));
        return new SpaceScorer(new CostModel(RuntimeFootprint.defaults()), constraints, threads)
                .score(spaces, 60, 7, done -> {});
    }
}
