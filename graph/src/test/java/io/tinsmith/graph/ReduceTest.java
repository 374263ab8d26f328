package io.tinsmith.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ReduceTest {
    /** Pixels (1, 2), (3, 4); (5, 6), (7, 9). */
    private static final Shape IN = Shape.of(1, 2, 2, 2);

    private static final byte[] VALUES = {1, 2, 3, 4, 5, 6, 7, 9};

    @Test
    void sumsAreScaledFromTheZeroPointOn() {
        // Zero point 1: channel sums 0+2+4+6 = 12 and 1+3+5+8 = 17, by a quarter 3 and 4.25, plus -10.
        assertThat(run(Reduction.SUM, List.of(1, 2), true, Rounding.SINGLE)).containsExactly(-7, -6);
        // Rounded twice: 17 / 2 is 9, 9 / 2 is 5.
        assertThat(run(Reduction.SUM, List.of(1, 2), true, Rounding.DOUBLE)).containsExactly(-7, -5);
        // Both channels of a pixel: 1, 5, 9, 14.
        assertThat(run(Reduction.SUM, List.of(3), false, Rounding.SINGLE)).containsExactly(-10, -9, -8, -6);
        assertThat(run(Reduction.SUM, List.of(1, 2, 3), false, Rounding.SINGLE)).containsExactly(-3);
        // Two pixels of a row: 2, 4; 10, 13.
        assertThat(run(Reduction.SUM, List.of(2), true, Rounding.SINGLE)).containsExactly(-9, -9, -7, -7);
    }

    @Test
    void meansHaveTheCountInTheirFactor() {
        // 12 / 4 = 3 and 17 / 4 = 4.25, by a quarter: 0.75 and 1.06.
        assertThat(run(Reduction.MEAN, List.of(1, 2), false, Rounding.SINGLE)).containsExactly(-9, -9);
        // (0 + 4) / 2, (1 + 5) / 2 by a quarter is 0.5 and 0.75; (2 + 6) / 2 = 4 and (3 + 8) / 2 = 5.5: 1 and 1.375.
        assertThat(run(Reduction.MEAN, List.of(1), false, Rounding.SINGLE)).containsExactly(-9, -9, -9, -9);
    }

    @Test
    void maximaKeepTheScale() {
        assertThat(run(Reduction.MAX, List.of(1, 2), true, Rounding.DOUBLE)).containsExactly(7, 9);
        assertThat(run(Reduction.MAX, List.of(3), true, Rounding.DOUBLE)).containsExactly(2, 4, 6, 9);
        assertThat(run(Reduction.MAX, List.of(0, 1, 2, 3), true, Rounding.DOUBLE))
                .containsExactly(9);
    }

    @Test
    void computesTheSameInFloat() {
        GraphBuilder b = new GraphBuilder("reduce", DType.FLOAT32);
        int x = b.input("x", IN);
        Graph graph = b.build(
                b.reduce("sum", x, Reduction.SUM, List.of(1, 3), false),
                b.reduce("mean", x, Reduction.MEAN, List.of(1, 2), true),
                b.reduce("max", x, Reduction.MAX, List.of(2), true));

        Map<Integer, TensorData> values = Interpreters.float32(graph)
                .runAll(Map.of(x, new TensorData.Float32(new float[] {1, 2, 3, 4, 5, 6, 7, 9})));

        assertThat(floats(values, 1)).containsExactly(14, 23);
        assertThat(floats(values, 2)).containsExactly(4, 5.25f);
        assertThat(floats(values, 3)).containsExactly(3, 4, 7, 9);
        assertThat(graph.tensor(1).shape()).isEqualTo(Shape.of(1, 2));
        assertThat(graph.tensor(3).shape()).isEqualTo(Shape.of(1, 2, 1, 2));
    }

    @Test
    void axesThatFollowEachOtherAreOneLoop() {
        ReduceLoops pixels = ReduceLoops.of(Shape.of(1, 5, 7, 3), List.of(1, 2));
        assertThat(pixels).isEqualTo(new ReduceLoops(List.of(3), List.of(1), List.of(35), List.of(3)));
        ReduceLoops apart = ReduceLoops.of(Shape.of(2, 5, 7, 3), List.of(1, 3));
        assertThat(apart).isEqualTo(new ReduceLoops(List.of(2, 7), List.of(105, 3), List.of(5, 3), List.of(21, 1)));
        assertThat(ReduceLoops.of(Shape.of(1, 1), List.of(1)).count()).isOne();
    }

    @Test
    void refusesAxesThatAreMissingOrTwice() {
        List<Tensor> tensors = List.of(
                Tensor.activation("x", Shape.of(1, 4), DType.INT8), Tensor.activation("y", Shape.of(1), DType.INT8));
        assertThatThrownBy(() -> ShapeInference.outputShape(new Op.Reduce(0, 1, Reduction.SUM, List.of(2)), tensors))
                .hasMessageContaining("[1x4]")
                .hasMessageContaining("axes [2]");
        assertThatThrownBy(() -> new Op.Reduce(0, 1, Reduction.SUM, List.of(1, 1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static float[] floats(Map<Integer, TensorData> values, int tensor) {
        return ((TensorData.Float32) Objects.requireNonNull(values.get(tensor))).values();
    }

    /** Scales 0.5 and 2, zero points 1 and -10; a maximum has those of the input. */
    private static byte[] run(Reduction function, List<Integer> axes, boolean keepDims, Rounding rounding) {
        GraphBuilder b = new GraphBuilder("reduce", DType.INT8);
        Graph graph = b.build(b.reduce("y", b.input("x", IN), function, axes, keepDims));
        Quantization in = Quantization.perTensor(0.5f, 1);
        Quantization out = function == Reduction.MAX ? in : Quantization.perTensor(2, -10);
        Graph quantized = graph.withTensors(List.of(
                        graph.tensor(0).withQuantization(in), graph.tensor(1).withQuantization(out)))
                .withRounding(rounding);
        return Interpreters.int8(quantized).run(new TensorData.Int8(VALUES)).int8();
    }
}
