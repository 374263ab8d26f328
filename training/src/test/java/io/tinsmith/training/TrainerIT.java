package io.tinsmith.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Interpreter;
import io.tinsmith.graph.Interpreters;
import io.tinsmith.graph.Tensor;
import io.tinsmith.graph.TensorData;
import io.tinsmith.training.Augmentation.Colour;
import io.tinsmith.training.Augmentation.Fill;
import io.tinsmith.training.Augmentation.Masks;
import io.tinsmith.training.Augmentation.Shift;
import io.tinsmith.training.TrainingPlan.Refinements;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainerIT {
    private static final TrainingPlan PLAN =
            new TrainingPlan(4, 32, 0.1, 10, 1e-4, 0.05, new Augmentation(false, 1, 2), 3);

    private final Graph structure = Synthetic.network();
    private final ImageSet train = Synthetic.corners(640, 1);
    private final ImageSet validation = Synthetic.corners(200, 2);

    @TempDir
    Path directory;

    @Test
    void learnsAndGivesTheSameBitsTwice() throws InterruptedException {
        List<Double> losses = new ArrayList<>();
        TrainingListener listener = new TrainingListener() {
            @Override
            public void onEpoch(int epoch, int ofEpochs, double loss, double validationAccuracy) {
                losses.add(loss);
            }
        };
        TrainingResult first = new Trainer(PLAN, listener).train(structure, train, validation);

        assertThat(losses).hasSize(4);
        assertThat(losses.get(3)).isLessThan(0.7 * losses.get(0));
        assertThat(first.validationAccuracy()).isGreaterThan(0.9);
        assertThat(first.validationAccuracy()).isEqualTo(Evaluator.accuracy(first.floatGraph(), validation));

        TrainingResult second = new Trainer(PLAN, TrainingListener.none()).train(structure, train, validation);
        assertSameParameters(second.floatGraph(), first.floatGraph());
        assertThat(second.provenance()).isEqualTo(first.provenance());
    }

    @Test
    void theFloatInterpreterAgreesWithTensorFlow() throws InterruptedException {
        Graph trained = new Trainer(PLAN.withEpochs(1), TrainingListener.none())
                .train(structure, train, validation)
                .floatGraph();
        float[] expected = Evaluator.logits(trained, validation);
        Interpreter interpreter = Interpreters.float32(trained);

        for (int i = 0; i < 50; i++) {
            TensorData out = interpreter.run(new TensorData.Float32(validation.floatInput(i)));
            float[] logits = ((TensorData.Float32) out).values();
            for (int c = 0; c < 4; c++) {
                assertThat(logits[c]).isCloseTo(expected[i * 4 + c], within(1e-4f));
            }
        }
    }

    @Test
    void resumesToTheBitsOfAnUninterruptedTraining() throws InterruptedException {
        Graph whole = new Trainer(PLAN, TrainingListener.none())
                .train(structure, train, validation)
                .floatGraph();
        Path checkpoint = directory.resolve("run/checkpoint.bin");
        TrainingListener interruptsInTheThirdEpoch = new TrainingListener() {
            @Override
            public void onStep(int epoch, int ofEpochs, int step, int ofSteps, double loss) {
                if (epoch == 3 && step == 5) {
                    Thread.currentThread().interrupt();
                }
            }
        };
        Trainer stopped = new Trainer(PLAN, interruptsInTheThirdEpoch, Optional.of(checkpoint));
        assertThatThrownBy(() -> stopped.train(structure, train, validation)).isInstanceOf(InterruptedException.class);
        assertThat(Files.exists(checkpoint)).isTrue();

        List<Integer> epochs = new ArrayList<>();
        TrainingListener listener = new TrainingListener() {
            @Override
            public void onEpoch(int epoch, int ofEpochs, double loss, double validationAccuracy) {
                epochs.add(epoch);
            }
        };
        Graph resumed = new Trainer(PLAN, listener, Optional.of(checkpoint))
                .resume(structure, train, validation)
                .floatGraph();

        assertThat(epochs).containsExactly(3, 4);
        assertSameParameters(resumed, whole);

        Trainer other = new Trainer(PLAN.withEpochs(5), TrainingListener.none(), Optional.of(checkpoint));
        assertThatThrownBy(() -> other.resume(structure, train, validation))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("belongs to another training");
    }

    @Test
    void learnsWithEveryRefinement() throws InterruptedException {
        Graph scalable = Synthetic.pooledNetwork();
        float[] teacher = Evaluator.logits(
                new Trainer(PLAN, TrainingListener.none())
                        .train(scalable, train, validation)
                        .floatGraph(),
                train);
        Augmentation mixed = new Augmentation(
                false, new Shift(1, 1, Fill.MIRROR), 0, new Colour(0.05, 0.05, 0), new Masks(1, 1), 0.2);
        TrainingPlan plan = PLAN.withEpochs(6).with(mixed).with(new Refinements(0.9, true, 0.5));
        Path checkpoint = directory.resolve("refined.bin");
        Trainer trainer = new Trainer(
                plan,
                TrainingListener.none(),
                Optional.of(checkpoint),
                Optional.of(SoftTargets.of(teacher, 4, 2, 0.3)));

        TrainingResult result = trainer.train(scalable, train, validation);

        assertThat(result.validationAccuracy()).isGreaterThan(0.85);
        // A finished training, read back: the averages are part of the checkpoint.
        assertThat(trainer.resume(scalable, train, validation).validationAccuracy())
                .isEqualTo(result.validationAccuracy());
    }

    @Test
    void rejectsImagesOfAnotherSize() {
        Trainer trainer = new Trainer(PLAN, TrainingListener.none());

        assertThatThrownBy(() -> trainer.train(structure, train.resizedTo(5, 5), validation))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Maybe resize the data set");
    }

    private static void assertSameParameters(Graph actual, Graph expected) {
        for (int i = 0; i < expected.tensors().size(); i++) {
            Tensor e = expected.tensor(i);
            if (e.isParameter()) {
                assertThat(actual.tensor(i).float32()).as(e.name()).containsExactly(e.float32());
            }
        }
    }
}
