package io.tinsmith.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Interpreter;
import io.tinsmith.graph.Interpreters;
import io.tinsmith.graph.Quantization;
import io.tinsmith.graph.TensorData;
import io.tinsmith.training.Augmentation.Colour;
import io.tinsmith.training.Augmentation.Fill;
import io.tinsmith.training.Augmentation.Masks;
import io.tinsmith.training.Augmentation.Shift;
import io.tinsmith.training.quantize.QuantizationAwareTraining;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A class for each pixel. */
class PixelTrainingIT {
    private static final Shift SHIFT = new Shift(1, 1, Fill.ZERO);
    private static final Augmentation MOVES = new Augmentation(true, SHIFT, 0, Colour.NONE, Masks.NONE, 0);
    private static final TrainingPlan PLAN = new TrainingPlan(6, 16, 0.05, 10, 1e-4, 0.05, MOVES, 3);
    private static final Quantization INPUT = Quantization.perTensor(ImageSet.INPUT_SCALE, ImageSet.INPUT_ZERO_POINT);

    private final Graph structure = Shapes.network();
    private final ImageSet train = Shapes.images(400, 1);
    private final ImageSet validation = Shapes.images(100, 2);

    @Test
    void learnsWellAboveTheBackground() throws InterruptedException {
        TrainingResult first = new Trainer(PLAN, TrainingListener.none()).train(structure, train, validation);

        Confusion c = Evaluator.confusion(first.floatGraph(), validation);
        assertThat(c.counted()).isEqualTo(100L * 15 * 15);
        // Three of four pixels are of the background.
        assertThat(c.accuracy()).isEqualTo(first.validationAccuracy()).isGreaterThan(0.93);
        assertThat(c.meanIou()).isGreaterThan(0.75);
        Interpreter interpreter = Interpreters.float32(first.floatGraph());
        float[] expected = Evaluator.logits(first.floatGraph(), validation.first(2));
        float[] logits =
                ((TensorData.Float32) interpreter.run(new TensorData.Float32(validation.floatInput(1)))).values();
        for (int i = 0; i < logits.length; i++) {
            assertThat(logits[i]).isCloseTo(expected[logits.length + i], within(1e-4f));
        }
    }

    @Test
    void givesTheSameBitsTwice() throws InterruptedException {
        List<byte[]> models = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            TrainingResult trained = new Trainer(PLAN.withEpochs(1), TrainingListener.none())
                    .train(structure, train.first(64), validation.first(10));
            float[] logits = Evaluator.logits(trained.floatGraph(), validation.first(2));
            ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * logits.length);
            bytes.asFloatBuffer().put(logits);
            models.add(bytes.array());
        }
        assertThat(models.get(0)).isEqualTo(models.get(1));
    }

    @Test
    void learnsOnWithRoundedWeights() throws InterruptedException {
        Graph trained = new Trainer(PLAN.withEpochs(3), TrainingListener.none())
                .train(structure, train, validation)
                .floatGraph();
        TrainingPlan last = QuantizationAwareTraining.planAfter(PLAN, 1);
        Graph quantized = new QuantizationAwareTraining(last, TrainingListener.none())
                .train(trained, train, INPUT)
                .quantized(INPUT);

        byte[] said = new byte[validation.labels().length];
        Interpreter interpreter = Interpreters.int8(quantized);
        for (int i = 0; i < validation.count(); i++) {
            byte[] logits = interpreter
                    .run(new TensorData.Int8(validation.int8Input(i)))
                    .int8();
            for (int p = 0; p < logits.length / 3; p++) {
                int best = 0;
                for (int k = 1; k < 3; k++) {
                    best = logits[3 * p + k] > logits[3 * p + best] ? k : best;
                }
                said[i * validation.labelsPerImage() + p] = (byte) best;
            }
        }
        assertThat(Confusion.of(validation, said).accuracy())
                .isGreaterThan(Evaluator.accuracy(trained, validation) - 0.02);
    }

    @Test
    void refusesWhatMapsDoNotFollow() {
        Augmentation mixed = new Augmentation(true, SHIFT, 0, Colour.NONE, Masks.NONE, 0.2);
        Trainer mixing = new Trainer(PLAN.with(mixed), TrainingListener.none());
        assertThatThrownBy(() -> mixing.train(structure, train, validation))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("mixup (0.2)");
        Trainer trainer = new Trainer(PLAN, TrainingListener.none());
        assertThatThrownBy(() -> trainer.train(structure, Synthetic.corners(64, 1), validation))
                .hasMessageContaining("Maybe resize");
        ImageSet corners = Synthetic.corners(64, 1);
        ImageSet maps = new ImageSet(corners.imageShape(), 4, corners.pixels(), new byte[corners.pixels().length]);
        assertThatThrownBy(() -> trainer.train(Synthetic.network(), maps, maps))
                .hasMessageContaining("one for each pixel", "task is pixels");
        assertThatThrownBy(() -> Evaluator.accuracy(weighted(), maps))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("for another task");
    }

    private Graph weighted() throws InterruptedException {
        ImageSet corners = Synthetic.corners(64, 1);
        return new Trainer(PLAN.withEpochs(0), TrainingListener.none())
                .train(Synthetic.network(), corners, corners)
                .floatGraph();
    }
}
