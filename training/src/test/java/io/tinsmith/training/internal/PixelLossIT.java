package io.tinsmith.training.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tinsmith.graph.Activation;
import io.tinsmith.graph.DType;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.GraphBuilder;
import io.tinsmith.graph.Shape;
import io.tinsmith.graph.Window;
import org.junit.jupiter.api.Test;

/** The loss of a map of logits. */
class PixelLossIT {
    @Test
    void isTheWeightedMeanOverAllPixels() {
        GraphBuilder b = new GraphBuilder("map", DType.FLOAT32);
        int x = b.input("image", Shape.of(1, 1, 3, 1));
        Graph network = b.build(b.conv2d("logits", x, 2, 1, Window.same(1), Activation.NONE));
        ParameterLayout layout = ParameterLayout.forTraining(network);
        float[] parameters = new float[layout.parameters()];
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] = 0.5f + 0.25f * i;
        }
        // Two images of three pixels; the last pixel does not count.
        float[] images = {0.1f, 0.9f, 0.4f, 0.2f, 0.7f, 0.3f};
        float[] targets = {1, 0, 0, 1, 0.1f, 0.9f, 1, 0, 0, 1, 0, 0};
        float[] weights = {1, 2, 1, 1.5f, 1, 0};

        try (GradientFunction function = new GradientFunction(network, layout, 2)) {
            GradientFunction.Gradient g =
                    function.run(parameters, network.input().shape(), images, targets, weights);

            double sum = 0;
            for (int p = 0; p < weights.length; p++) {
                double first = g.logits()[2 * p];
                double second = g.logits()[2 * p + 1];
                double all = Math.log(Math.exp(first) + Math.exp(second));
                sum += weights[p] * (targets[2 * p] * (all - first) + targets[2 * p + 1] * (all - second));
            }
            assertThat(g.loss()).isCloseTo((float) (sum / weights.length), within(1e-5f));
        }
    }
}
