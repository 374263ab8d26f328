package io.tinsmith.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InterpretersTest {
    private static final Quantization UNIT = Quantization.perTensor(1f, 0);

    @Test
    void convolvesWithSamePaddingAsByHand() {
        GraphBuilder b = new GraphBuilder("conv", DType.INT8);
        int x = b.input("x", Shape.of(1, 2, 2, 1));
        Graph g = fill(
                b.build(b.conv2d("conv", x, 1, 3, Window.same(1), Activation.NONE)),
                new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9},
                new int[] {10});
        // [[1, 2], [3, 4]]: top left sees taps 5 6 / 8 9 = 1*5 + 2*6 + 3*8 + 4*9 = 77, plus bias 10.
        // top right: 4 5 / 7 8 = 4 + 10 + 21 + 32 = 67; bottom left: 2 3 / 5 6 = 2 + 6 + 15 + 24 = 47;
        // bottom right: 1 2 / 4 5 = 1 + 4 + 12 + 20 = 37.
        assertThat(run(g, 1, 2, 3, 4)).containsExactly(87, 77, 57, 47);
    }

    @Test
    void depthwiseKeepsChannelsApart() {
        GraphBuilder b = new GraphBuilder("depthwise", DType.INT8);
        int x = b.input("x", Shape.of(1, 1, 2, 2));
        Graph g = fill(
                b.build(b.depthwiseConv2d("dw", x, 1, Window.same(1), Activation.RELU)),
                new byte[] {2, -3},
                new int[] {0, 1});
        assertThat(run(g, 1, 1, -5, -5)).containsExactly(2, 0, 0, 16);
    }

    @Test
    void tiesRoundUpInSingleAndToEvenInFloat() {
        GraphBuilder b = new GraphBuilder("ties", DType.INT8);
        int x = b.input("x", Shape.of(1, 1, 1, 1));
        Graph g = fill(
                b.build(b.conv2d("conv", x, 1, 1, Window.same(1), Activation.NONE)), new byte[] {1}, new int[] {0});
        List<Tensor> tensors = new ArrayList<>(g.tensors());
        tensors.set(3, tensors.get(3).withQuantization(Quantization.perTensor(2f, 0)));
        Graph halved = g.withTensors(tensors);
        // 5 / 2 = 2.5 and -5 / 2 = -2.5
        assertThat(run(halved.withRounding(Rounding.SINGLE), 5)).containsExactly(3);
        assertThat(run(halved.withRounding(Rounding.SINGLE), -5)).containsExactly(-2);
        assertThat(run(halved.withRounding(Rounding.FLOAT), 5)).containsExactly(2);
        assertThat(run(halved.withRounding(Rounding.FLOAT), -5)).containsExactly(-2);
    }

    @Test
    void averageRoundsHalfAwayFromZeroAndCountsOnlyPixelsInside() {
        GraphBuilder b = new GraphBuilder("pool", DType.INT8);
        int x = b.input("x", Shape.of(1, 1, 2, 1));
        Graph g = fill(b.build(b.averagePool2d("pool", x, 1, 2, Window.same(1))), null, null);
        // (-1 + -2) / 2 = -1.5 to -2; the second window holds one pixel.
        assertThat(run(g, -1, -2)).containsExactly(-2, -2);
    }

    @Test
    void addsWithTheScaleOfEach() {
        GraphBuilder b = new GraphBuilder("add", DType.INT8);
        int x = b.input("x", Shape.of(1, 4));
        Graph g = fill(b.build(b.add("add", x, x, Activation.NONE)), null, null);
        assertThat(run(g, 1, -1, 100, -100)).containsExactly(2, -2, 127, -128);
    }

    @Test
    void softmaxOfEqualLogitsIsUniform() {
        GraphBuilder b = new GraphBuilder("softmax", DType.INT8);
        int x = b.input("x", Shape.of(1, 4));
        Graph g = fill(b.build(b.softmax("softmax", x)), null, null);
        // 1/4 in scale 1/256, zero point -128.
        assertThat(run(g, 3, 3, 3, 3)).containsExactly(-64, -64, -64, -64);
        assertThat(run(g, 0, 0, 0, 100)).containsExactly(-128, -128, -128, 127);
    }

    /** 1/600 is below half of 1/256; the sum needs a shift of 33 bits, where Java's and C's shifts wrap. */
    @Test
    void softmaxOfManyEqualLogitsIsZero() {
        GraphBuilder b = new GraphBuilder("softmax", DType.INT8);
        int x = b.input("x", Shape.of(1, 600));
        Graph g = fill(b.build(b.softmax("softmax", x)), null, null);
        assertThat(run(g, new int[600])).containsOnly(-128);
    }

    @Test
    void floatDenseAndSoftmax() {
        GraphBuilder b = new GraphBuilder("dense", DType.FLOAT32);
        int x = b.input("x", Shape.of(1, 2));
        Graph g = b.build(b.softmax("softmax", b.fullyConnected("dense", x, 2, Activation.NONE)));
        List<Tensor> tensors = new ArrayList<>(g.tensors());
        tensors.set(1, g.tensor(1).withData(new TensorData.Float32(new float[] {1, 2, 3, 4})));
        tensors.set(2, g.tensor(2).withData(new TensorData.Float32(new float[] {0, -1})));
        TensorData out = Interpreters.float32(g.withTensors(tensors)).run(new TensorData.Float32(new float[] {1, -1}));
        // Logits -1 and -2: e^1 / (e^1 + e^0) = 0.7310586.
        assertThat(((TensorData.Float32) out).values()[0]).isCloseTo(0.7310586f, within(1e-6f));
    }

    @Test
    void refusesAnInputOfTheWrongSize() {
        GraphBuilder b = new GraphBuilder("softmax", DType.INT8);
        int x = b.input("x", Shape.of(1, 4));
        Graph g = fill(b.build(b.softmax("softmax", x)), null, null);
        assertThatThrownBy(() -> run(g, 1))
                .hasMessageContaining("The inputs (x)")
                .hasMessageContaining("INT8 x 1");
    }

    private static int[] run(Graph g, int... input) {
        byte[] bytes = new byte[input.length];
        for (int i = 0; i < input.length; i++) {
            bytes[i] = (byte) input[i];
        }
        byte[] out = ((TensorData.Int8) Interpreters.int8(g).run(new TensorData.Int8(bytes))).values();
        int[] wide = new int[out.length];
        for (int i = 0; i < out.length; i++) {
            wide[i] = out[i];
        }
        return wide;
    }

    /** Gives every tensor scale 1 and zero point 0, and the parameters their data. */
    private static Graph fill(
            Graph g,
            byte @org.jspecify.annotations.Nullable [] weights,
            int @org.jspecify.annotations.Nullable [] bias) {
        List<Tensor> tensors = new ArrayList<>();
        for (Tensor t : g.tensors()) {
            Tensor quantized = t.withQuantization(UNIT);
            if (t.isParameter() && weights != null && bias != null) {
                quantized = t.type() == DType.INT8
                        ? quantized.withData(new TensorData.Int8(weights))
                        : quantized.withData(new TensorData.Int32(bias));
            }
            tensors.add(quantized);
        }
        return g.withTensors(tensors);
    }
}
