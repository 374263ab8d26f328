package io.tinsmith.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ConcatAndResizeTest {
    private static final Quantization UNIT = Quantization.perTensor(1f, 0);

    @Test
    void concatenatesThePixelsOfEachInputInOrder() {
        GraphBuilder b = new GraphBuilder("concat", DType.INT8);
        int x = b.input("x", Shape.of(1, 1, 2, 2));
        int y = b.input("y", Shape.of(1, 1, 2, 1));
        int c = b.concat("c", x, y, x);
        assertThat(b.shape(c)).isEqualTo(Shape.of(1, 1, 2, 5));
        Graph g = withUnit(b.build(c));
        TensorData out = Objects.requireNonNull(Interpreters.int8(g)
                .runAll(Map.of(x, int8(1, 2, 3, 4), y, int8(-5, -6)))
                .get(c));
        assertThat(out.int8()).containsExactly(1, 2, -5, 1, 2, 3, 4, -6, 3, 4);
        assertThat(GraphCost.macs(g)).isZero();
        assertThat(RowKernels.int8(g)
                        .row(0, 0, (tensor, first, count) -> tensor == x ? bytes(1, 2, 3, 4) : bytes(-5, -6)))
                .containsExactly(1, 2, -5, 1, 2, 3, 4, -6, 3, 4);
    }

    @Test
    void enlargesByRepeatingRowsAndPixels() {
        GraphBuilder b = new GraphBuilder("resize", DType.FLOAT32);
        int x = b.input("x", Shape.of(1, 2, 2, 1));
        int y = b.resizeNearest("y", x, 3);
        Graph g = b.build(y);
        assertThat(b.shape(y)).isEqualTo(Shape.of(1, 6, 6, 1));
        TensorData out = Interpreters.float32(g).run(new TensorData.Float32(new float[] {1, 2, 3, 4}));
        float[] top = {1, 1, 1, 2, 2, 2};
        float[] bottom = {3, 3, 3, 4, 4, 4};
        for (int row = 0; row < 6; row++) {
            float[] values = new float[6];
            System.arraycopy(((TensorData.Float32) out).values(), 6 * row, values, 0, 6);
            assertThat(values).isEqualTo(row < 3 ? top : bottom);
        }
    }

    @Test
    void anEnlargedRowReadsOneRow() {
        GraphBuilder b = new GraphBuilder("resize", DType.INT8);
        int x = b.input("x", Shape.of(1, 2, 1, 2));
        Graph g = withUnit(b.build(b.resizeNearest("y", x, 2)));
        RowWindow window = RowWindow.of(g, g.ops().get(0));
        int[] first = {0, 0, 1, 1};
        for (int y = 0; y < 4; y++) {
            assertThat(window.firstRow(y)).isEqualTo(first[y]);
            assertThat(window.rowsNeeded(y)).isEqualTo(first[y] + 1);
        }
        assertThat(RowKernels.int8(g).row(0, 3, (tensor, row, count) -> bytes(row, count)))
                .containsExactly(1, 1, 1, 1);
    }

    @Test
    void refusesWhatTfliteMicroRefuses() {
        GraphBuilder b = new GraphBuilder("concat", DType.INT8);
        int x = b.input("x", Shape.of(1, 2, 2, 1));
        int y = b.input("y", Shape.of(1, 3, 2, 1));
        assertThatThrownBy(() -> b.concat("c", x, y))
                .hasMessageContaining("cannot concatenate [1x2x2x1] and [1x3x2x1] along their channels");
        assertThatThrownBy(() -> b.resizeNearest("r", x, 0)).hasMessageContaining("The factor (0)");
        int r = b.resizeNearest("r", x, 2);
        Graph g = withUnit(b.build(r));
        List<Tensor> tensors = new ArrayList<>(g.tensors());
        tensors.set(r, tensors.get(r).withQuantization(Quantization.perTensor(2f, 0)));
        assertThatThrownBy(() -> g.withTensors(tensors))
                .hasMessageContaining("moves the values of (x, INT8, scale 1.0 zero point 0) into (r, INT8, scale 2.0")
                .hasMessageContaining("Maybe quantize it anew");
        tensors.set(r, Tensor.activation("r", Shape.of(1, 5, 4, 1), DType.INT8));
        assertThatThrownBy(() -> g.withTensors(tensors)).hasMessageContaining("has no whole factor");
    }

    @Test
    void tiesTheScalesOfWhatIsOnlyMoved() {
        GraphBuilder b = new GraphBuilder("ties", DType.INT8);
        int x = b.input("x", Shape.of(1, 4, 4, 1));
        int y = b.conv2d("y", x, 2, 1, Window.same(1), Activation.NONE);
        int p = b.maxPool2d("p", y, 2, 2, Window.same(2));
        int r = b.resizeNearest("r", p, 2);
        int c = b.concat("c", x, r);
        int d = b.conv2d("d", c, 2, 1, Window.same(1), Activation.NONE);
        int[] group = ScaleGroups.of(b.build(d));
        assertThat(List.of(group[x], group[y], group[p], group[r], group[c])).containsOnly(x);
        assertThat(group[d]).isEqualTo(d);
    }

    private static Graph withUnit(Graph g) {
        return g.withTensors(
                g.tensors().stream().map(t -> t.withQuantization(UNIT)).toList());
    }

    private static TensorData int8(int... values) {
        return new TensorData.Int8(bytes(values));
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }
}
