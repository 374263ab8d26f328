package io.tinsmith.training.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tinsmith.graph.Activation;
import io.tinsmith.graph.DType;
import io.tinsmith.graph.GraphBuilder;
import io.tinsmith.graph.Shape;
import io.tinsmith.training.Augmentation;
import io.tinsmith.training.TrainingPlan;
import org.junit.jupiter.api.Test;

class TrainingStateTest {
    private final TrainingPlan plan = new TrainingPlan(1, 2, 0.4, 10, 0, 0, Augmentation.none(), 1);

    @Test
    void learningRateWarmsUpAndFallsToZero() {
        // Warm-up of 10 steps, then a cosine over 90: half-way at step 55.
        assertThat(TrainingState.learningRate(plan, 0, 100)).isCloseTo(0.04, within(1e-12));
        assertThat(TrainingState.learningRate(plan, 9, 100)).isCloseTo(0.4, within(1e-12));
        assertThat(TrainingState.learningRate(plan, 10, 100)).isCloseTo(0.4, within(1e-12));
        assertThat(TrainingState.learningRate(plan, 55, 100)).isCloseTo(0.2, within(1e-12));
        assertThat(TrainingState.learningRate(plan, 99, 100)).isLessThan(0.001);
        // 20 steps in all: the warm-up is cut to 4.
        assertThat(TrainingState.learningRate(plan, 3, 20)).isCloseTo(0.4, within(1e-12));
    }

    @Test
    void stepsWithNesterovMomentumAndDecaysWeightsOnly() {
        GraphBuilder b = new GraphBuilder("dense", DType.FLOAT32);
        int x = b.input("x", Shape.of(1, 1, 1, 1));
        ParameterLayout layout = ParameterLayout.forTraining(b.build(b.fullyConnected("d", x, 2, Activation.NONE)));
        TrainingState state = new TrainingState(layout);
        state.parameters[0] = 10f;
        state.parameters[2] = 10f;

        state.step(layout, new float[] {1, 0, 1, 0}, new float[0], 0.1, 0.1);
        // Weight: g = 1 + 0.1 * 10 = 2, v = 2, w = 10 - 0.1 * (2 + 0.9 * 2) = 9.62. Bias: g = 1, 10 - 0.1 * 1.9 = 9.81.
        assertThat(state.parameters[0]).isCloseTo(9.62f, within(1e-5f));
        assertThat(state.parameters[2]).isCloseTo(9.81f, within(1e-5f));
    }

    @Test
    void averagesWithAShortMemoryAtFirst() {
        GraphBuilder b = new GraphBuilder("dense", DType.FLOAT32);
        int x = b.input("x", Shape.of(1, 1, 1, 1));
        ParameterLayout layout = ParameterLayout.forTraining(b.build(b.fullyConnected("d", x, 2, Activation.NONE)));
        TrainingState state = new TrainingState(layout, true);
        state.parameters[0] = 11f;
        state.average(0.5);
        // No step yet: nothing is kept.
        assertThat(state.resultParameters()[0]).isEqualTo(11f);
        state.stepsDone = 1;
        state.parameters[0] = 0f;
        state.average(0.5);
        // 1/11 is kept.
        assertThat(state.resultParameters()[0]).isCloseTo(1f, within(1e-6f));
        state.stepsDone = 1000;
        state.average(0.5);
        assertThat(state.resultParameters()[0]).isCloseTo(0.5f, within(1e-6f));
    }
}
