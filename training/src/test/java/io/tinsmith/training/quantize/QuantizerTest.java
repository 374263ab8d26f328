package io.tinsmith.training.quantize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tinsmith.graph.Activation;
import io.tinsmith.graph.DType;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.GraphBuilder;
import io.tinsmith.graph.Interpreters;
import io.tinsmith.graph.Quantization;
import io.tinsmith.graph.Shape;
import io.tinsmith.graph.Tensor;
import io.tinsmith.graph.TensorData;
import io.tinsmith.graph.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class QuantizerTest {
    private static final Quantization PIXELS = Quantization.perTensor(1f / 255, -128);

    @Test
    void aReluRangeStartsAtMinus128() {
        Quantization q = new Range(0, 6).toInt8();
        assertThat(q.zeroPoint()).isEqualTo(-128);
        assertThat(q.scale()).isCloseTo(6f / 255, within(1e-9f));
    }

    @Test
    void aRangeIsWidenedToHoldZero() {
        Quantization q = new Range(2, 4).toInt8();
        assertThat(q.zeroPoint()).isEqualTo(-128);
        assertThat(q.scale()).isCloseTo(4f / 255, within(1e-9f));
    }

    @Test
    void int8FollowsFloatOnAnInvertedResidual() {
        assertThat(signalToNoise(network())).isGreaterThan(25);
    }

    @Test
    void int8FollowsFloatWhereBranchesOfDifferentRangesJoin() {
        GraphBuilder b = new GraphBuilder("branches", DType.FLOAT32);
        int x = b.input("image", Shape.of(1, 12, 12, 1));
        int high = b.conv2d("high", x, 4, 3, Window.same(1), Activation.NONE);
        int low = b.conv2d("low", high, 6, 5, Window.same(2), Activation.RELU);
        int up = b.resizeNearest("up", b.maxPool2d("max", low, 3, 3, Window.same(1)), 2);
        int joined = b.concat("join", high, up, high);
        int head = b.conv2d("head", joined, 8, 1, Window.same(1), Activation.RELU6);
        Graph graph = b.build(b.fullyConnected("dense", b.globalAveragePool("pool", head), 10, Activation.NONE));
        assertThat(signalToNoise(graph)).isGreaterThan(20);
    }

    @Test
    void aJoinTakesTheUnionOfItsRanges() {
        GraphBuilder b = new GraphBuilder("join", DType.FLOAT32);
        int x = b.input("image", Shape.of(1, 2, 2, 1));
        int a = b.conv2d("a", x, 1, 1, Window.same(1), Activation.NONE);
        int c = b.conv2d("c", x, 1, 1, Window.same(1), Activation.NONE);
        int join = b.concat("join", b.maxPool2d("max", a, 1, 1, Window.same(1)), c);
        Graph graph = randomData(b.build(join), new SplittableRandom(1));
        Map<Integer, Range> ranges = Map.of(a, new Range(-1, 2), c, new Range(0, 4));
        Graph q = Quantizer.quantize(graph, ranges, PIXELS);
        for (int tensor : new int[] {a, c, join}) {
            assertThat(q.tensor(tensor).requireQuantization()).isEqualTo(new Range(-1, 4).toInt8());
        }
    }

    @Test
    void refusesToJoinTheInputWithWhatItsScaleDoesNotHold() {
        GraphBuilder b = new GraphBuilder("join", DType.FLOAT32);
        int x = b.input("image", Shape.of(1, 2, 2, 1));
        int a = b.conv2d("a", x, 1, 1, Window.same(1), Activation.NONE);
        int join = b.concat("join", x, a);
        Graph graph = randomData(b.build(join), new SplittableRandom(1));
        Graph q = Quantizer.quantize(graph, Map.of(a, new Range(0, 0.9f)), PIXELS);
        assertThat(q.tensor(join).requireQuantization()).isEqualTo(PIXELS);
        assertThatThrownBy(() -> Quantizer.quantize(graph, Map.of(a, new Range(-3, 1)), PIXELS))
                .hasMessageContaining("Values in (-3.0, 1.0) are joined with (image)")
                .hasMessageContaining("Maybe put a convolution between");
    }

    /** In decibels, over samples of 12x12 pixels. */
    private static double signalToNoise(Graph structure) {
        SplittableRandom random = new SplittableRandom(7);
        Graph graph = randomData(structure, random);
        List<float[]> samples = new ArrayList<>();
        for (int i = 0; i < 32; i++) {
            float[] sample = new float[12 * 12];
            for (int k = 0; k < sample.length; k++) {
                sample[k] = (float) random.nextDouble();
            }
            samples.add(sample);
        }
        Graph quantized = Quantizer.quantize(graph, Calibrator.minMax(graph, samples), PIXELS);
        double signal = 0;
        double noise = 0;
        for (float[] sample : samples) {
            float[] expected =
                    ((TensorData.Float32) Interpreters.float32(graph).run(new TensorData.Float32(sample))).values();
            byte[] out =
                    ((TensorData.Int8) Interpreters.int8(quantized).run(new TensorData.Int8(toInt8(sample)))).values();
            Quantization q = quantized.output().requireQuantization();
            for (int i = 0; i < out.length; i++) {
                double error = q.scale() * (out[i] - q.zeroPoint()) - expected[i];
                signal += expected[i] * expected[i];
                noise += error * error;
            }
        }
        return 10 * Math.log10(signal / noise);
    }

    @Test
    void aVanishingChannelKeepsABiasThatFits() {
        GraphBuilder b = new GraphBuilder("dead", DType.FLOAT32);
        int x = b.input("x", Shape.of(1, 1, 1, 1));
        Graph structure = b.build(b.conv2d("conv", x, 1, 1, Window.same(1), Activation.NONE));
        List<Tensor> tensors = new ArrayList<>(structure.tensors());
        tensors.set(1, structure.tensor(1).withData(new TensorData.Float32(new float[] {0})));
        tensors.set(2, structure.tensor(2).withData(new TensorData.Float32(new float[] {5})));
        Graph graph = structure.withTensors(tensors);
        Graph q = Quantizer.quantize(graph, Calibrator.minMax(graph, List.of(new float[] {1})), PIXELS);
        byte[] out = ((TensorData.Int8) Interpreters.int8(q).run(new TensorData.Int8(new byte[] {0}))).values();
        assertThat(out).containsExactly(127);
    }

    @Test
    void namesTheTensorThatWasNotCalibrated() {
        Graph graph = randomData(network(), new SplittableRandom(1));
        assertThatThrownBy(() -> Quantizer.quantize(graph, Map.of(), PIXELS)).hasMessageContaining("(stem)");
    }

    private static Graph network() {
        GraphBuilder b = new GraphBuilder("net", DType.FLOAT32);
        int x = b.input("image", Shape.of(1, 12, 12, 1));
        int s = b.conv2d("stem", x, 8, 3, Window.same(2), Activation.RELU6);
        int e = b.conv2d("expand", s, 24, 1, Window.same(1), Activation.RELU6);
        int d = b.depthwiseConv2d("depthwise", e, 3, Window.same(1), Activation.RELU6);
        int p = b.conv2d("project", d, 8, 1, Window.same(1), Activation.NONE);
        int a = b.add("add", p, s, Activation.NONE);
        int g = b.globalAveragePool("pool", a);
        return b.build(b.fullyConnected("dense", g, 10, Activation.NONE));
    }

    private static Graph randomData(Graph structure, SplittableRandom random) {
        List<Tensor> tensors = new ArrayList<>();
        for (Tensor t : structure.tensors()) {
            if (t.isParameter()) {
                float[] values = new float[(int) t.shape().elements()];
                float spread = (float) Math.sqrt(2.0
                        / Math.max(1, values.length / Math.max(1, t.shape().dim(0))));
                for (int i = 0; i < values.length; i++) {
                    values[i] = (float) random.nextDouble(-1, 1) * (t.shape().rank() == 1 ? 0.1f : spread);
                }
                tensors.add(t.withData(new TensorData.Float32(values)));
            } else {
                tensors.add(t);
            }
        }
        return structure.withTensors(tensors);
    }

    private static byte[] toInt8(float[] sample) {
        byte[] q = new byte[sample.length];
        for (int i = 0; i < q.length; i++) {
            q[i] = (byte) (Math.round(sample[i] * 255) - 128);
        }
        return q;
    }
}
