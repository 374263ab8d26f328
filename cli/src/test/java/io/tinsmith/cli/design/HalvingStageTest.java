package io.tinsmith.cli.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tinsmith.cli.DoesNotFitException;
import io.tinsmith.cli.console.Console;
import io.tinsmith.memory.MemoryBudget;
import io.tinsmith.memory.RuntimeFootprint;
import io.tinsmith.search.Candidate;
import io.tinsmith.search.Constraints;
import io.tinsmith.search.CostModel;
import io.tinsmith.search.Network;
import io.tinsmith.search.SearchSpace;
import io.tinsmith.search.SpaceFamilies;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HalvingStageTest {
    private final SearchSpace space =
            SpaceFamilies.builtin("mobile-tiny").members(1, 10).get(0);
    private final CostModel costs = new CostModel(RuntimeFootprint.defaults());
    private final Console console = new Console(new PrintWriter(new StringWriter()), false);

    /** The more parameters the better, which a longer training shows the better. */
    private static final class Recorded implements HalvingStage.Trainings {
        private final List<Long> images = new ArrayList<>();
        private final CostModel costs;

        Recorded(CostModel costs) {
            this.costs = costs;
        }

        @Override
        public double seconds(Network network, long count) {
            return 3 + count * 1e-3;
        }

        @Override
        public double mostSecondsPerImage() {
            return 1e-3;
        }

        @Override
        public double accuracy(Network network, long count, int number) {
            assertThat(number).isEqualTo(images.size());
            images.add(count);
            return costs.of(network).parameters() / 1e9;
        }
    }

    @Test
    void leastRungIsSizedForThirtySixCandidates() {
        // 36 + 12 + 4 trainings start in 156 s, and each rung has as many images in all: 36 x 1 = 12 x 3 = 4 x 9.
        assertThat(HalvingStage.leastImages(156 + 3 * 36 * 5, 3, 1e-3)).isEqualTo(5000);
        assertThat(HalvingStage.leastImages(60, 3, 1e-3)).isEqualTo(2560);
    }

    @Test
    void theBestOfTheTopRungIsLeftAndTheTimeIsKept() throws IOException, InterruptedException {
        Recorded trainings = new Recorded(costs);
        Constraints limits = Constraints.of(new MemoryBudget(100_000, 256_000));

        SearchStage.Result result = new HalvingStage(costs, limits, trainings, 1).run(space, 696, console);

        assertThat(trainings.images).contains(5000L, 15_000L, 45_000L);
        double used = trainings.images.stream().mapToDouble(i -> 3 + i * 1e-3).sum();
        assertThat(used).isBetween(696.0, 696.0 + 48);
        long least = trainings.images.stream().filter(i -> i == 5000).count();
        // As candidates become better, more than a third of them are among the best for a while and go on.
        assertThat(least).isBetween(20L, 40L);
        Candidate winner = result.finalists().get(0);
        assertThat(result.finalists()).hasSize(1);
        assertThat(limits.check(winner).fits()).isTrue();
        SearchStage.Result again = new HalvingStage(costs, limits, new Recorded(costs), 1).run(space, 696, console);
        assertThat(again.finalists().get(0).network()).isEqualTo(winner.network());
    }

    @Test
    void saysSoWhereNothingFits() {
        HalvingStage stage =
                new HalvingStage(costs, Constraints.of(new MemoryBudget(2_000, 2_000)), new Recorded(costs), 1);
        assertThatThrownBy(() -> stage.run(space, 100, console))
                .isInstanceOf(DoesNotFitException.class)
                .hasMessageContaining("Maybe allow a little more SRAM");
    }
}
