package io.tinsmith.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class TransposeConvTest {
    @Test
    void eachPixelIsSpreadByTheKernel() {
        // One row 1, 2, 3 by taps 1, 10, 100 two apart: 1, 10, 100+2, 20, 200+3, 30, 300.
        assertThat(float32(new Window(1, 2, 1, 1, Padding.VALID), 7)).containsExactly(1, 10, 102, 20, 203, 30, 300);
        // SAME: 6 columns, of 2 * 2 + 3 none is left over before, one after.
        assertThat(float32(new Window(1, 2, 1, 1, Padding.SAME), 6)).containsExactly(1, 10, 102, 20, 203, 30);
        // Stride 1: one on either side is cut off.
        assertThat(float32(new Window(1, 1, 1, 1, Padding.SAME), 3)).containsExactly(12, 123, 230);
    }

    @Test
    void int8CountsOnlyTheTapsThatReachAnOutput() {
        // Zero point 1: pixels 2 - 1, 3 - 1, 4 - 1; bias 4; scale 1/2: (1 + 4) / 2, (10 + 4) / 2, (102 + 4) / 2 and so
        // on.
        GraphBuilder b = new GraphBuilder("spread", DType.INT8);
        int x = b.input("x", Shape.of(1, 1, 3, 1));
        Window window = new Window(1, 2, 1, 1, Padding.VALID);
        Graph g = b.build(b.transposeConv("y", x, 1, 1, 3, window, Activation.NONE));
        List<Tensor> tensors = List.of(
                g.tensor(0).withQuantization(Quantization.perTensor(1, 1)),
                g.tensor(1)
                        .withQuantization(Quantization.perChannel(new float[] {1}, 0))
                        .withData(new TensorData.Int8(new byte[] {1, 10, 100})),
                g.tensor(2).withData(new TensorData.Int32(new int[] {4})),
                g.tensor(3).withQuantization(Quantization.perTensor(2, 0)));

        byte[] out = Interpreters.int8(g.withTensors(tensors))
                .run(new TensorData.Int8(new byte[] {2, 3, 4}))
                .int8();

        assertThat(out).containsExactly(3, 7, 53, 12, 104, 17, 127);
        // 3 pixels by 3 taps.
        assertThat(GraphCost.macs(g)).isEqualTo(9);
    }

    @Test
    void refusesAnOutputThatDoesNotLeadBack() {
        List<Tensor> tensors = List.of(
                Tensor.activation("x", Shape.of(1, 4, 4, 2), DType.FLOAT32),
                Tensor.parameter("w", Shape.of(3, 3, 3, 2), DType.FLOAT32),
                Tensor.parameter("b", Shape.of(3), DType.FLOAT32),
                Tensor.activation("y", Shape.of(1, 9, 8, 3), DType.FLOAT32));
        Op op = new Op.TransposeConv(0, 1, 2, 3, Window.same(2), Activation.NONE);
        assertThatThrownBy(() -> ShapeInference.outputShape(op, tensors))
                .hasMessageContaining("[1x4x4x2]")
                .hasMessageContaining("[3x3x3x2]")
                .hasMessageContaining("[1x9x8x3]");
    }

    @Test
    void aPadHasItsValueInInt8AsFloat() {
        GraphBuilder b = new GraphBuilder("pad", DType.INT8);
        int x = b.input("x", Shape.of(1, 1, 1, 1));
        Graph g = b.build(b.pad("y", x, 0, 1, 1, 0, -1.5f));
        Quantization q = Quantization.perTensor(0.5f, 7);
        Graph quantized = g.withTensors(
                g.tensors().stream().map(t -> t.withQuantization(q)).toList());
        byte[] out = Interpreters.int8(quantized)
                .run(new TensorData.Int8(new byte[] {5}))
                .int8();
        assertThat(out).containsExactly(4, 5, 4, 4);
        assertThat(q.quantize(Float.NEGATIVE_INFINITY)).isEqualTo(Byte.MIN_VALUE);
        assertThat(q.quantize(100)).isEqualTo(Byte.MAX_VALUE);
    }

    /** One row 1, 2, 3 by one row of taps 1, 10, 100. */
    private static float[] float32(Window window, int width) {
        GraphBuilder b = new GraphBuilder("spread", DType.FLOAT32);
        int x = b.input("x", Shape.of(1, 1, 3, 1));
        Graph g = b.build(b.transposeConv("y", x, 1, 1, 3, window, Activation.NONE));
        assertThat(g.output().shape()).isEqualTo(Shape.of(1, 1, width, 1));
        Graph filled = g.withTensors(List.of(
                g.tensor(0),
                g.tensor(1).withData(new TensorData.Float32(new float[] {1, 10, 100})),
                g.tensor(2).withData(new TensorData.Float32(new float[1])),
                g.tensor(3)));
        TensorData out = Interpreters.float32(filled).run(new TensorData.Float32(new float[] {1, 2, 3}));
        return ((TensorData.Float32) out).values();
    }
}
