package io.tinsmith.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class GraphTest {
    @Test
    void countsMacsAndParametersOfAnInvertedResidual() {
        GraphBuilder b = new GraphBuilder("block", DType.FLOAT32);
        int x = b.input("x", Shape.of(1, 14, 14, 16));
        int e = b.conv2d("expand", x, 48, 1, Window.same(1), Activation.RELU6);
        int d = b.depthwiseConv2d("depthwise", e, 3, Window.same(1), Activation.RELU6);
        int p = b.conv2d("project", d, 16, 1, Window.same(1), Activation.NONE);
        Graph g = b.build(b.add("add", p, x, Activation.NONE));
        // 14*14 * (16*48 + 9*48 + 48*16) = 196 * 1968
        assertThat(GraphCost.macs(g)).isEqualTo(385_728);
        // weights 768 + 432 + 768, biases 48 + 48 + 16
        assertThat(GraphCost.parameters(g)).isEqualTo(2_080);
        // int8 weights, int32 biases: 1968 + 4 * 112
        assertThat(GraphCost.parameterBytes(g.structureAs(DType.INT8))).isEqualTo(2_416);
    }

    @Test
    void samePaddingIsSplitWithTheOddRowAfter() {
        // 28 rows, stride 2, 3 taps: 14 outputs span 29 rows, so one row of padding, after.
        assertThat(Padding.SAME.outputExtent(28, 3, 2, 1)).isEqualTo(14);
        assertThat(Padding.SAME.before(28, 3, 2, 1)).isZero();
        assertThat(Padding.SAME.before(28, 3, 1, 1)).isEqualTo(1);
        assertThat(Padding.VALID.outputExtent(28, 3, 2, 1)).isEqualTo(13);
    }

    @Test
    void rejectsOpsOutOfOrder() {
        Tensor a = Tensor.activation("a", Shape.of(1, 4), DType.FLOAT32);
        Tensor c = Tensor.activation("c", Shape.of(1, 4), DType.FLOAT32);
        assertThatThrownBy(() -> new Graph(
                        "g",
                        List.of(a, c, c),
                        List.of(new Op.Reshape(1, 2), new Op.Reshape(0, 1)),
                        List.of(0),
                        List.of(2),
                        Rounding.DOUBLE))
                .hasMessageContaining("reads the tensor 1 (c) before anything writes it");
    }

    @Test
    void rejectsShapesThatDoNotFit() {
        Tensor a = Tensor.activation("a", Shape.of(1, 4), DType.FLOAT32);
        Tensor b = Tensor.activation("b", Shape.of(1, 5), DType.FLOAT32);
        assertThatThrownBy(() -> new Graph(
                        "g", List.of(a, b), List.of(new Op.Reshape(0, 1)), List.of(0), List.of(1), Rounding.DOUBLE))
                .hasMessageContaining("computes [1x4], but its output (b) is [1x5]");
    }
}
