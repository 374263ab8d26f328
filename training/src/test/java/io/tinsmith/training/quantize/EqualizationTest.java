package io.tinsmith.training.quantize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tinsmith.graph.Activation;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Op;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EqualizationTest {
    private static final int CHANNELS = 16;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void neighboursSpanEqualRangesAndComputeTheSame(long seed) {
        Graph graph = FloatNetworks.unequal(seed, Activation.RELU);
        List<float[]> images = FloatNetworks.images(8, seed);
        Graph equal = Equalization.equalize(graph, Calibrator.minMax(graph, images));

        double[] conv = ranges(equal, ((Op.Conv2d) equal.ops().get(0)).weights(), true);
        double[] depthwise = ranges(equal, ((Op.DepthwiseConv2d) equal.ops().get(1)).weights(), false);
        double[] dense = ranges(equal, ((Op.FullyConnected) equal.ops().get(3)).weights(), false);
        for (int c = 0; c < CHANNELS; c++) {
            assertThat(depthwise[c]).isCloseTo(conv[c], within(0.02 * conv[c]));
            assertThat(dense[c]).isCloseTo(depthwise[c], within(0.02 * conv[c]));
        }
        for (float[] image : images) {
            assertThat(FloatNetworks.output(equal, image))
                    .containsExactly(FloatNetworks.output(graph, image), within(1e-4f));
        }
    }

    @Test
    void unequalChannelsLoseLessInOneScaleForAll() {
        Graph graph = FloatNetworks.unequal(4, Activation.RELU);
        List<float[]> images = FloatNetworks.images(32, 1);
        List<float[]> others = FloatNetworks.images(32, 2);
        PostTrainingOptions one =
                new PostTrainingOptions(CalibrationMethod.MINMAX, 99.99, false, false, false, Optional.empty());
        double plain = Snr.ofOutputs(
                graph, PostTrainingQuantization.run(graph, images, one).quantized(), others);
        double equal = Snr.ofOutputs(
                graph,
                PostTrainingQuantization.run(graph, images, one.with(true, false))
                        .quantized(),
                others);
        assertThat(equal).isGreaterThan(plain + 3);
    }

    @Test
    void aRelu6ThatCutsStaysAndStandsInTheWay() {
        Graph graph = FloatNetworks.unequal(1, Activation.RELU6);
        Op.Conv2d first = (Op.Conv2d) graph.ops().get(0);
        Op.DepthwiseConv2d second = (Op.DepthwiseConv2d) graph.ops().get(1);
        Range cut = new Range(0, 6);
        Range free = new Range(0, 5.5f);
        Graph kept = Equalization.equalize(graph, Map.of(first.output(), cut, second.output(), cut));
        assertThat(kept.ops()).isEqualTo(graph.ops());
        assertThat(kept.tensors()).isEqualTo(graph.tensors());
        Graph relaxed = Equalization.equalize(graph, Map.of(first.output(), free, second.output(), cut));
        assertThat(((Op.Conv2d) relaxed.ops().get(0)).activation()).isEqualTo(Activation.RELU);
        assertThat(((Op.DepthwiseConv2d) relaxed.ops().get(1)).activation()).isEqualTo(Activation.RELU6);
    }

    /** The greatest weight of each channel: of outputs, the outermost axis, or of inputs, the innermost. */
    private static double[] ranges(Graph graph, int weights, boolean outermost) {
        float[] values = graph.tensor(weights).float32();
        double[] greatest = new double[CHANNELS];
        for (int i = 0; i < values.length; i++) {
            int c = outermost ? i / (values.length / CHANNELS) : i % CHANNELS;
            greatest[c] = Math.max(greatest[c], Math.abs(values[i]));
        }
        return greatest;
    }
}
