package io.tinsmith.training.relaxed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tinsmith.training.Augmentation;
import io.tinsmith.training.ImageSet;
import io.tinsmith.training.Synthetic;
import io.tinsmith.training.TrainingPlan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RelaxationIT {
    private static final int THREE = 1;

    private final MixedNetwork network = Stripes.network();
    private final ImageSet train = Stripes.images(256, 1);
    private final ImageSet held = Stripes.images(128, 2);

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource
    void findsTheOnlyOperationThatCanTellTheClassesApart(RelaxationMethod method) throws InterruptedException {
        double[][] found = search(method, Penalty.none(), RelaxationListener.none(), Optional.empty());
        assertThat(found[0][THREE]).isGreaterThan(0.8);
        assertThat(found[0][0] + found[0][1] + found[0][2]).isBetween(1 - 1e-9, 1 + 1e-9);
        assertThat(search(method, Penalty.none(), RelaxationListener.none(), Optional.empty()))
                .isDeepEqualTo(found);
    }

    @ParameterizedTest
    @EnumSource
    void aPenaltyDrivesTheExpectationBelowTheLimit(RelaxationMethod method) throws InterruptedException {
        double[] costs = {2, 9, 1};
        double limit = 3;
        Penalty penalty = new Penalty() {
            @Override
            public void prepare(double[][] probabilities, int round) {}

            @Override
            public double add(double[][] probabilities, double[][] gradient) {
                double excess = Math.max(0, expected(probabilities, costs) - limit);
                for (int o = 0; o < costs.length; o++) {
                    gradient[0][o] += excess > 0 ? costs[o] : 0;
                }
                return excess;
            }

            @Override
            public String identity() {
                return "test";
            }
        };
        double[][] found = search(method, penalty, RelaxationListener.none(), Optional.empty());
        assertThat(expected(found, costs)).isLessThan(1.1 * limit);
    }

    @ParameterizedTest
    @EnumSource
    void resumesToTheBitsOfAnUninterruptedSearch(RelaxationMethod method) throws InterruptedException {
        double[][] whole = search(method, Penalty.none(), RelaxationListener.none(), Optional.empty());
        Path checkpoint = directory.resolve("relaxed.checkpoint");
        RelaxationListener interrupts = new RelaxationListener() {
            @Override
            public void onStep(long step, long ofSteps, double loss) {
                if (step == 45) {
                    Thread.currentThread().interrupt();
                }
            }
        };
        assertThatThrownBy(() -> search(method, Penalty.none(), interrupts, Optional.of(checkpoint)))
                .isInstanceOf(InterruptedException.class);
        List<Integer> rounds = new ArrayList<>();
        RelaxationListener listener = new RelaxationListener() {
            @Override
            public void onRound(int round, int ofRounds, double loss, double[][] probabilities) {
                rounds.add(round);
            }
        };
        assertThat(search(method, Penalty.none(), listener, Optional.of(checkpoint)))
                .isDeepEqualTo(whole);
        assertThat(rounds).containsExactly(3, 4);
    }

    @Test
    void rejectsImagesOfAnotherKind() {
        RelaxationTrainer trainer =
                new RelaxationTrainer(plan(RelaxationMethod.DARTS), RelaxationListener.none(), Optional.empty());
        assertThatThrownBy(() -> trainer.train(network, Penalty.none(), Synthetic.corners(64, 1), held))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Maybe they are of another data set");
    }

    private double[][] search(
            RelaxationMethod method, Penalty penalty, RelaxationListener listener, Optional<Path> checkpoint)
            throws InterruptedException {
        return new RelaxationTrainer(plan(method), listener, checkpoint).train(network, penalty, train, held);
    }

    private static RelaxationPlan plan(RelaxationMethod method) {
        TrainingPlan training = new TrainingPlan(4, 32, 0.05, 10, 1e-4, 0.05, new Augmentation(false, 0, 0), 5);
        return RelaxationPlan.standard(method, training, 20);
    }

    private static double expected(double[][] probabilities, double[] costs) {
        double sum = 0;
        for (int o = 0; o < costs.length; o++) {
            sum += probabilities[0][o] * costs[o];
        }
        return sum;
    }
}
