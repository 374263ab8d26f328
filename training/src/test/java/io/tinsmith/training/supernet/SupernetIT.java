package io.tinsmith.training.supernet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tinsmith.graph.Graph;
import io.tinsmith.training.Augmentation;
import io.tinsmith.training.Evaluator;
import io.tinsmith.training.ImageSet;
import io.tinsmith.training.InitialWeights;
import io.tinsmith.training.Synthetic;
import io.tinsmith.training.Trainer;
import io.tinsmith.training.TrainingListener;
import io.tinsmith.training.TrainingPlan;
import io.tinsmith.training.TrainingResult;
import io.tinsmith.training.internal.TrainingState;
import io.tinsmith.training.supernet.internal.SharedWeights;
import io.tinsmith.training.supernet.internal.SubnetScorer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupernetIT {
    /** Every elastic thing: two resolutions, strides and residuals that depend on widths, expansions of 1, depths. */
    static final SupernetSpace SPACE = new SupernetSpace(
            1,
            4,
            List.of(7, 9),
            3,
            List.of(4, 6),
            List.of(1, 2),
            List.of(
                    new SupernetSpace.Stage(List.of(4, 6, 8), 1, List.of(3, 5), List.of(1, 2, 3), List.of(1, 2)),
                    new SupernetSpace.Stage(List.of(6, 8), 2, List.of(3, 5, 7), List.of(2, 4), List.of(1, 2, 3))),
            List.of(8, 12));

    private final ImageSet train = Synthetic.corners(640, 1);
    private final ImageSet validation = Synthetic.corners(200, 2);

    @TempDir
    Path directory;

    @Test
    void aNetworkWithinTheSupernetComputesWhatItDoesByItself() {
        SharedWeights weights = new SharedWeights(SPACE);
        float[] parameters = TrainingState.initial(weights.layout(), 5).parameters();
        SplittableRandom random = new SplittableRandom(6);
        for (int i = 0; i < parameters.length; i++) {
            // Gammas and betas that differ, too.
            parameters[i] += (float) (0.2 * random.nextDouble() - 0.1);
        }
        try (SubnetScorer scorer = new SubnetScorer(weights, parameters)) {
            for (int n = 0; n < 8; n++) {
                Subnet subnet = n == 0 ? SPACE.largest() : n == 1 ? SPACE.smallest() : SPACE.sample(random);
                float[] shared = scorer.logits(subnet, train, validation);
                Graph alone = scorer.graph(subnet, train);
                float[] expected =
                        Evaluator.logits(alone, validation.resizedTo(subnet.resolution(), subnet.resolution()));
                assertThat(shared).as("%s", subnet).hasSameSizeAs(expected);
                for (int i = 0; i < expected.length; i++) {
                    assertThat(shared[i]).as("%s", subnet).isCloseTo(expected[i], within(2e-4f));
                }
            }
        }
    }

    @Test
    void learnsAndResumesToTheBitsOfAnUninterruptedTraining() throws InterruptedException {
        float[] whole;
        try (Supernet supernet =
                trainer(SupernetListener.none(), Optional.empty()).train(SPACE, train)) {
            assertThat(supernet.accuracy(SPACE.largest(), train, validation)).isGreaterThan(0.9);
            assertThat(supernet.accuracy(SPACE.smallest(), train, validation)).isGreaterThan(0.9);
            whole = logits(supernet);
        }

        Path checkpoint = directory.resolve("supernet.checkpoint");
        SupernetListener interruptsInTheThirdEpoch = new SupernetListener() {
            @Override
            public void onStep(int epoch, int ofEpochs, int step, int ofSteps, double loss) {
                if (epoch == 3 && step == 5) {
                    Thread.currentThread().interrupt();
                }
            }
        };
        SupernetTrainer stopped = trainer(interruptsInTheThirdEpoch, Optional.of(checkpoint));
        assertThatThrownBy(() -> stopped.train(SPACE, train)).isInstanceOf(InterruptedException.class);

        List<Integer> epochs = new ArrayList<>();
        SupernetListener listener = new SupernetListener() {
            @Override
            public void onEpoch(int epoch, int ofEpochs, double loss) {
                epochs.add(epoch);
            }
        };
        SupernetTrainer resumed = trainer(listener, Optional.of(checkpoint));
        try (Supernet supernet = resumed.train(SPACE, train)) {
            assertThat(epochs).containsExactly(3, 4);
            assertThat(logits(supernet)).containsExactly(whole);
            requireHeadStart(supernet);
        }
    }

    /** A training from a network's share begins where the supernet was, not at chance. */
    private void requireHeadStart(Supernet supernet) throws InterruptedException {
        Subnet subnet = SPACE.sample(new SplittableRandom(11));
        Graph structure = subnet.structure(SPACE);
        ImageSet images = train.resizedTo(subnet.resolution(), subnet.resolution());
        List<Double> losses = new ArrayList<>();
        TrainingListener firstLoss = new TrainingListener() {
            @Override
            public void onStep(int epoch, int ofEpochs, int step, int ofSteps, double loss) {
                if (step == 1) {
                    losses.add(loss);
                }
            }
        };
        TrainingPlan one = new TrainingPlan(1, 32, 0.1, 10, 1e-4, 0, new Augmentation(false, 0, 0), 3);
        Trainer fresh = new Trainer(one, firstLoss);
        TrainingResult anew = fresh.train(structure, images, images.first(32));
        InitialWeights share = supernet.weights(subnet);
        TrainingResult inherited = fresh.startingFrom(Optional.of(share)).train(structure, images, images.first(32));

        assertThat(losses.get(0)).isGreaterThan(1);
        assertThat(losses.get(1)).isLessThan(0.5 * losses.get(0));
        assertThat(inherited.provenance()).isNotEqualTo(anew.provenance());

        InitialWeights other = new InitialWeights(Arrays.copyOf(share.values(), share.values().length - 1));
        assertThatThrownBy(() -> fresh.startingFrom(Optional.of(other)).train(structure, images, images.first(32)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("another network's share");
    }

    @Test
    void rejectsImagesAndNetworksThatDoNotFit() {
        SupernetTrainer trainer = trainer(SupernetListener.none(), Optional.empty());
        SupernetSpace other = new SupernetSpace(
                3, 4, SPACE.resolutions(), 3, List.of(4), List.of(1), SPACE.stages(), SPACE.headWidths());
        assertThatThrownBy(() -> trainer.train(other, train))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Maybe they are of another data set");

        Subnet outside = new Subnet(9, 5, 1, SPACE.smallest().stages(), 8);
        assertThat(SPACE.contains(outside)).isFalse();
        assertThatThrownBy(() -> new SharedWeights(SPACE).view(outside))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not in the space");
    }

    private static SupernetTrainer trainer(SupernetListener listener, Optional<Path> checkpoint) {
        TrainingPlan training = new TrainingPlan(4, 32, 0.1, 10, 1e-4, 0.05, new Augmentation(false, 1, 2), 3);
        return new SupernetTrainer(new SupernetPlan(training, 1, 2), listener, checkpoint);
    }

    private float[] logits(Supernet supernet) {
        Subnet subnet = SPACE.sample(new SplittableRandom(9));
        ImageSet images = validation.first(20).resizedTo(subnet.resolution(), subnet.resolution());
        return Evaluator.logits(supernet.graph(subnet, train), images);
    }
}
