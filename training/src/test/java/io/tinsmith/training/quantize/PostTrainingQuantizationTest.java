package io.tinsmith.training.quantize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tinsmith.graph.Activation;
import io.tinsmith.graph.DType;
import io.tinsmith.graph.EdgeType;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.GraphBuilder;
import io.tinsmith.graph.Interpreters;
import io.tinsmith.graph.MixedGraph;
import io.tinsmith.graph.Op;
import io.tinsmith.graph.Quantization;
import io.tinsmith.graph.Shape;
import io.tinsmith.graph.Tensor;
import io.tinsmith.graph.TensorData;
import io.tinsmith.graph.UnaryFunction;
import io.tinsmith.graph.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PostTrainingQuantizationTest {
    private static final PostTrainingOptions STANDARD = PostTrainingOptions.standard();

    @ParameterizedTest
    @EnumSource(CalibrationMethod.class)
    void int8FollowsFloatOnSamplesThatWereNotCalibratedWith(CalibrationMethod method) {
        for (long seed = 1; seed <= 2; seed++) {
            Graph graph = FloatNetworks.unfolded(seed);
            List<float[]> others = FloatNetworks.images(8, 100 + seed);
            for (boolean corrected : new boolean[] {false, true}) {
                PostTrainingOptions options = STANDARD.with(method).with(corrected, corrected);
                Graph quantized = PostTrainingQuantization.run(graph, FloatNetworks.images(16, seed), options)
                        .quantized();
                assertThat(Snr.ofOutputs(graph, quantized, others))
                        .as("%s, seed %d", options, seed)
                        .isGreaterThan(method == CalibrationMethod.AVERAGE ? 15 : 25);
            }
        }
    }

    @Test
    void aDecoderFollowsFloatToo() {
        Graph graph = FloatNetworks.decoder(1);
        Graph quantized = PostTrainingQuantization.run(graph, FloatNetworks.images(16, 1), STANDARD)
                .quantized();
        assertThat(Snr.ofOutputs(graph, quantized, FloatNetworks.images(8, 101)))
                .isGreaterThan(25);
    }

    @Test
    void constantOperandsAreQuantizedToo() {
        for (long seed = 1; seed <= 3; seed++) {
            Graph graph = FloatNetworks.constants(seed);
            Graph quantized = PostTrainingQuantization.run(graph, FloatNetworks.images(16, seed), STANDARD)
                    .quantized();
            assertThat(Snr.ofOutputs(graph, quantized, FloatNetworks.images(8, 100 + seed)))
                    .as("seed %d", seed)
                    .isGreaterThan(25);
        }
    }

    /** As benchmarks/run quantizer measures it on MLPerf Tiny's models. */
    @Test
    void theStandardKeepsAtLeastWhatPlainMinmaxDoes() {
        double sum = 0;
        for (long seed = 1; seed <= 4; seed++) {
            Graph graph = FloatNetworks.unfolded(seed);
            List<float[]> images = FloatNetworks.images(24, seed);
            List<float[]> others = FloatNetworks.images(24, 100 + seed);
            Graph folded = Folding.fold(graph);
            Map<Integer, Range> ranges = Calibrator.minMax(folded, images);
            Quantization input =
                    Objects.requireNonNull(ranges.get(folded.inputs().get(0))).toInt8();
            double plain = Snr.ofOutputs(graph, Quantizer.quantize(folded, ranges, input), others);
            double standard = Snr.ofOutputs(
                    graph, PostTrainingQuantization.run(graph, images, STANDARD).quantized(), others);
            assertThat(standard).as("seed %d", seed).isGreaterThan(plain - 0.5);
            sum += standard - plain;
        }
        assertThat(sum).isPositive();
    }

    @Test
    void correctedBiasesTakeTheMeanErrorAway() {
        Graph graph = Folding.fold(FloatNetworks.unfolded(3));
        List<float[]> images = FloatNetworks.images(32, 1);
        PostTrainingOptions coarse =
                new PostTrainingOptions(CalibrationMethod.MINMAX, 99.99, false, false, false, Optional.empty());
        double plain = meanError(graph, images, coarse);
        assertThat(meanError(graph, images, coarse.with(false, true))).isLessThan(plain / 4);
    }

    /** Of the output's channels' means, in size. */
    private static double meanError(Graph graph, List<float[]> images, PostTrainingOptions options) {
        Graph quantized = PostTrainingQuantization.run(graph, images, options).quantized();
        Quantization in = quantized.input().requireQuantization();
        Quantization out = quantized.output().requireQuantization();
        double[] errors = new double[(int) graph.output().shape().elements()];
        for (float[] image : images) {
            float[] wanted = FloatNetworks.output(graph, image);
            byte[] got = Interpreters.int8(quantized)
                    .run(new TensorData.Int8(Reals.quantize(image, in)))
                    .int8();
            for (int i = 0; i < wanted.length; i++) {
                errors[i] += out.scale() * (got[i] - out.zeroPoint()) - wanted[i];
            }
        }
        double sum = 0;
        for (double e : errors) {
            sum += Math.abs(e) / images.size();
        }
        return sum;
    }

    @Test
    void aGivenInputQuantizationIsTaken() {
        Quantization pixels = Quantization.perTensor(1f / 128, 0);
        PostTrainingOptions options =
                new PostTrainingOptions(CalibrationMethod.MSE, 99.99, true, false, false, Optional.of(pixels));
        Graph quantized = PostTrainingQuantization.run(FloatNetworks.unfolded(1), FloatNetworks.images(4, 1), options)
                .quantized();
        assertThat(quantized.input().requireQuantization()).isEqualTo(pixels);
    }

    @Test
    void whatHasAFixedScaleIsCarriedOverIntoThatOfAJoin() {
        GraphBuilder b = new GraphBuilder("join", DType.FLOAT32);
        int x = b.input("image", FloatNetworks.IMAGE);
        int c = b.conv2d("conv", x, 4, 3, Window.same(1), Activation.NONE);
        int g = b.maxPool2d("max", b.unary("gate", c, UnaryFunction.LOGISTIC), 1, 1, Window.same(1));
        Graph graph = FloatNetworks.random(b.build(b.concat("join", x, c, g)), 1);
        PostTrainingQuantization.Result result =
                PostTrainingQuantization.run(graph, FloatNetworks.images(8, 1), STANDARD);
        assertThat(result.quantized().ops().stream()
                        .filter(op -> op instanceof Op.Unary u && u.function() == UnaryFunction.REQUANTIZE))
                .hasSize(2);
        assertThat(Snr.ofOutputs(graph, result.quantized(), FloatNetworks.images(8, 2)))
                .isGreaterThan(30);
    }

    @Test
    void whatSharesOneFixedScaleIsJoinedAsItIs() {
        GraphBuilder b = new GraphBuilder("gates", DType.FLOAT32);
        int x = b.input("image", FloatNetworks.IMAGE);
        int c = b.conv2d("conv", x, 4, 3, Window.same(1), Activation.NONE);
        int g = b.unary("gate", c, UnaryFunction.LOGISTIC);
        Graph graph = FloatNetworks.random(b.build(b.concat("join", g, g)), 1);
        assertThat(PostTrainingQuantization.run(graph, FloatNetworks.images(8, 1), STANDARD)
                        .quantized()
                        .ops())
                .hasSize(3);
    }

    @Test
    void saysWhichParameterIsNotFinite() {
        Graph graph = FloatNetworks.unfolded(1);
        List<Tensor> tensors = new ArrayList<>(graph.tensors());
        int weights = ((Op.DepthwiseConv2d) graph.ops().get(0)).weights();
        tensors.set(weights, graph.tensor(weights).withData(new TensorData.Float32(new float[] {1, Float.NaN, 1})));
        assertThatThrownBy(() ->
                        PostTrainingQuantization.run(graph.withTensors(tensors), FloatNetworks.images(2, 1), STANDARD))
                .hasMessageContainingAll("normalize/weights", "NaN", "position 1", "Maybe");
    }

    @Test
    void saysWhichSampleIsNotFinite() {
        List<float[]> images = FloatNetworks.images(3, 1);
        images.get(2)[5] = Float.NEGATIVE_INFINITY;
        assertThatThrownBy(() -> PostTrainingQuantization.run(FloatNetworks.unfolded(1), images, STANDARD))
                .hasMessageContainingAll("sample 2", "-Infinity", "position 5", "Maybe");
    }

    @Test
    void saysWhichTensorOverflows() {
        List<float[]> images = FloatNetworks.images(2, 1);
        Arrays.fill(images.get(1), 3e38f);
        assertThatThrownBy(() -> PostTrainingQuantization.run(FloatNetworks.unfolded(1), images, STANDARD))
                .hasMessageContainingAll("takes the value", "on sample 1", "Maybe");
    }

    @Test
    void refusesSamplesOfAnotherShape() {
        assertThatThrownBy(() -> PostTrainingQuantization.run(
                        FloatNetworks.unfolded(1), FloatNetworks.samples(1, 100, 1), STANDARD))
                .hasMessageContainingAll("100 values", "[1x12x12x3]", "Maybe");
        assertThatThrownBy(() -> PostTrainingQuantization.run(FloatNetworks.unfolded(1), List.of(), STANDARD))
                .hasMessageContaining("no samples");
    }

    @Test
    void refusesAnInt8Graph() {
        Graph quantized = PostTrainingQuantization.run(FloatNetworks.unfolded(1), FloatNetworks.images(2, 1), STANDARD)
                .quantized();
        assertThatThrownBy(() -> PostTrainingQuantization.run(quantized, FloatNetworks.images(2, 1), STANDARD))
                .hasMessageContainingAll("INT8", "already");
    }

    @Test
    void eachInputHasItsScale() {
        GraphBuilder b = new GraphBuilder("two", DType.FLOAT32);
        int x = b.input("x", Shape.of(1, 2));
        int y = b.input("y", Shape.of(1, 2));
        Graph graph = b.build(b.add("add", x, y, Activation.NONE));
        List<float[]> samples = List.of(new float[] {255, 0, 0, -510}, new float[] {1, 2, 3, 4});
        PostTrainingQuantization.Result made =
                PostTrainingQuantization.run(graph, samples, STANDARD.with(CalibrationMethod.MINMAX));
        assertThat(made.quantized().tensor(x).requireQuantization()).isEqualTo(Quantization.perTensor(1, -128));
        // 510 below 0 and 4 above it in 255 steps
        assertThat(made.quantized().tensor(y).requireQuantization()).isEqualTo(Quantization.perTensor(514 / 255f, 125));
        assertThat(Snr.ofOutputs(graph, made.quantized(), samples)).isGreaterThan(40);
        assertThatThrownBy(() -> PostTrainingQuantization.run(graph, FloatNetworks.samples(1, 2, 1), STANDARD))
                .hasMessageContainingAll("2 values", "[1x2], [1x2]");
    }

    @Test
    void layersKeptInFloatLoseNothing() {
        Graph graph = FloatNetworks.unfolded(1);
        List<float[]> images = FloatNetworks.images(8, 1);
        EnumSet<KeptLayer> both = EnumSet.allOf(KeptLayer.class);
        PostTrainingQuantization.Result made = PostTrainingQuantization.run(graph, images, keeping(both));
        MixedGraph mixed = made.mixed();
        Map<Integer, Double> snr = Snr.ofTensors(mixed, images);
        int first = made.folded().ops().get(0).output();
        assertThat(mixed.floatOps()).contains(0, made.folded().ops().size() - 1).hasSizeLessThan(5);
        assertThat(snr.get(first)).isInfinite();
        double plain = Snr.ofOutputs(
                graph, PostTrainingQuantization.run(graph, images, STANDARD).quantized(), images);
        assertThat(Snr.ofOutputs(graph, Outputs.of(mixed), images)).isGreaterThan(plain + 1);
    }

    private static PostTrainingOptions keeping(Set<KeptLayer> layers) {
        return STANDARD.with(new PostTrainingOptions.NotInt8(EdgeType.FLOAT32, EdgeType.FLOAT32, layers, Set.of()));
    }

    @Test
    void thereMustBeALayerToKeep() {
        GraphBuilder b = new GraphBuilder("none", DType.FLOAT32);
        int x = b.input("x", Shape.of(1, 2));
        Graph graph = b.build(b.add("add", x, x, Activation.NONE));
        assertThatThrownBy(() -> PostTrainingQuantization.run(
                        graph, FloatNetworks.samples(1, 2, 1), keeping(EnumSet.of(KeptLayer.LAST))))
                .hasMessageContainingAll("no convolution", "Maybe");
    }
}
