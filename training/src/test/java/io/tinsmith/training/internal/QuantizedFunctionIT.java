package io.tinsmith.training.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tinsmith.graph.Activation;
import io.tinsmith.graph.DType;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.GraphBuilder;
import io.tinsmith.graph.Shape;
import org.junit.jupiter.api.Test;

class QuantizedFunctionIT {
    /** Two logits of one input. Their weights 1.27 and 0.334 have the step 0.01, so the second becomes 0.33. */
    @Test
    void roundsAsInt8DoesAndPassesGradientsWithinTheRange() {
        GraphBuilder b = new GraphBuilder("line", DType.FLOAT32);
        int x = b.input("image", Shape.of(1, 1, 1, 1));
        Graph network = b.build(b.fullyConnected("logits", x, 2, Activation.NONE));
        float[] parameters = {1.27f, 0.334f, 0, 0};
        // From -1 to 1.54 in steps of 0.01; 1.27 and 0.33 at x = 1, but at x = 2 2.54 is beyond the end.
        float[] grids = {-1, 1.54f, 0.01f};
        try (QuantizedFunction function = new QuantizedFunction(network, ParameterLayout.forInference(network), 1)) {
            QuantizedFunction.Gradient within =
                    function.run(parameters, grids, new float[] {1}, new float[] {1, 0}, new float[] {1});
            assertThat(within.logits()[0]).isCloseTo(1.27f, within(1e-5f));
            assertThat(within.logits()[1]).isCloseTo(0.33f, within(1e-5f));
            assertThat(within.extremes()[0]).isCloseTo(0.33f, within(1e-5f));
            // The second logit's probability, 1 / (1 + e^0.94) = 0.281.
            assertThat(within.gradients()[1]).isCloseTo(0.281f, within(1e-3f));

            QuantizedFunction.Gradient beyond =
                    function.run(parameters, grids, new float[] {2}, new float[] {1, 0}, new float[] {1});
            assertThat(beyond.logits()[0]).isCloseTo(1.54f, within(1e-5f));
            assertThat(beyond.extremes()[1]).isCloseTo(2.54f, within(1e-5f));
            assertThat(beyond.gradients()[0]).isZero();
            assertThat(beyond.gradients()[1]).isPositive();
        }
    }
}
