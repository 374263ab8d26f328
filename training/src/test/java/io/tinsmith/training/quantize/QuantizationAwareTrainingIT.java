package io.tinsmith.training.quantize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Interpreter;
import io.tinsmith.graph.Interpreters;
import io.tinsmith.graph.Quantization;
import io.tinsmith.graph.TensorData;
import io.tinsmith.training.Augmentation;
import io.tinsmith.training.Evaluator;
import io.tinsmith.training.ImageSet;
import io.tinsmith.training.Synthetic;
import io.tinsmith.training.Trainer;
import io.tinsmith.training.TrainingListener;
import io.tinsmith.training.TrainingPlan;
import io.tinsmith.training.internal.ParameterLayout;
import io.tinsmith.training.internal.QuantizationRun;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class QuantizationAwareTrainingIT {
    private static final TrainingPlan PLAN = new TrainingPlan(2, 32, 0.1, 10, 1e-4, 0.05, Augmentation.none(), 3);
    private static final Quantization INPUT = Quantization.perTensor(ImageSet.INPUT_SCALE, ImageSet.INPUT_ZERO_POINT);

    private final ImageSet train = Synthetic.corners(640, 1);
    private final ImageSet test = Synthetic.corners(400, 2);

    @Test
    void isAtLeastAsGoodAsPostTrainingQuantizationAndGivesTheSameBitsTwice() throws InterruptedException {
        Graph trained = new Trainer(PLAN, TrainingListener.none())
                .train(Synthetic.network(), train, test)
                .floatGraph();
        List<float[]> samples = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            samples.add(train.floatInput(i));
        }
        Graph post = Quantizer.quantize(trained, Calibrator.minMax(trained, samples), INPUT);
        TrainingPlan plan = QuantizationAwareTraining.planAfter(PLAN, 2);

        QuantizationAwareTraining.Result aware =
                new QuantizationAwareTraining(plan, TrainingListener.none()).train(trained, train, INPUT);

        Graph quantized = aware.quantized(INPUT);
        assertThat(accuracy(quantized)).isGreaterThanOrEqualTo(accuracy(post));
        // It learned to be int8: rounding the result changes little.
        assertThat(accuracy(quantized)).isGreaterThan(Evaluator.accuracy(aware.floatGraph(), test) - 0.03);
        QuantizationAwareTraining.Result again =
                new QuantizationAwareTraining(plan, TrainingListener.none()).train(trained, train, INPUT);
        assertThat(again.ranges()).isEqualTo(aware.ranges());
        for (int i = 0; i < trained.tensors().size(); i++) {
            if (trained.tensor(i).isParameter()) {
                assertThat(again.floatGraph().tensor(i).float32())
                        .containsExactly(aware.floatGraph().tensor(i).float32());
            }
        }
    }

    @Test
    void withoutEpochsTheNetworkIsAsItWas() throws InterruptedException {
        Graph trained = new Trainer(PLAN.withEpochs(1), TrainingListener.none())
                .train(Synthetic.network(), train, test)
                .floatGraph();
        try (QuantizationRun run = new QuantizationRun(trained, PLAN, train)) {
            Graph same = run.network();
            assertThat(ParameterLayout.forInference(same)).isEqualTo(ParameterLayout.forInference(trained));
            for (int i = 0; i < trained.tensors().size(); i++) {
                if (trained.tensor(i).isParameter()) {
                    assertThat(same.tensor(i).float32())
                            .containsExactly(trained.tensor(i).float32());
                }
            }
        }
        assertThatThrownBy(() -> new QuantizationAwareTraining(PLAN, TrainingListener.none())
                        .train(trained, train.resizedTo(5, 5), INPUT))
                .hasMessageContaining("Maybe resize the images");
    }

    private double accuracy(Graph graph) {
        Interpreter interpreter = Interpreters.int8(graph);
        int right = 0;
        for (int i = 0; i < test.count(); i++) {
            byte[] out = ((TensorData.Int8) interpreter.run(new TensorData.Int8(test.int8Input(i)))).values();
            int best = 0;
            for (int c = 1; c < out.length; c++) {
                best = out[c] > out[best] ? c : best;
            }
            right += best == test.label(i) ? 1 : 0;
        }
        return right / (double) test.count();
    }
}
