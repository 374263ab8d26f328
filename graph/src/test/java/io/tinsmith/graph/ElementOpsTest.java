package io.tinsmith.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ElementOpsTest {
    @Test
    void multipliesWhatLiesAboveTheZeroPoints() {
        // (q - 10) * 0.5 by (q + 2) * 0.25, to (q - 1) * 0.5: 1/4 of the product of the differences, plus 1.
        Graph g = product(Shape.of(1, 1, 2, 2), Shape.of(1, 1, 2, 2));
        // 4 * 4 / 4 + 1; -8 * 6 / 4 + 1; 0 + 1; 100 * 100 / 4, clamped.
        assertThat(run(g, bytes(14, 2, 10, 110), bytes(2, 4, 7, 98))).containsExactly(5, -11, 1, 127);
    }

    @Test
    void multipliesEachPixelByOneValueAChannel() {
        Graph g = product(Shape.of(1, 1, 2, 2), Shape.of(1, 1, 1, 2));
        assertThat(run(g, bytes(14, 2, 18, 14), bytes(2, 4))).containsExactly(5, -11, 9, 7);
        assertThatThrownBy(() -> RowWindow.of(g, g.ops().get(0))).hasMessageContaining("does not work on rows");
    }

    @Test
    void roundingsDifferAtTies() {
        Graph g = product(Shape.of(1, 1, 1, 1), Shape.of(1, 1, 1, 1));
        // -1 * 2 / 4 = -1/2: away from zero, up, to even.
        assertThat(run(g, bytes(9), bytes(0))).containsExactly(0);
        assertThat(run(g.withRounding(Rounding.SINGLE), bytes(9), bytes(0))).containsExactly(1);
        assertThat(run(g.withRounding(Rounding.FLOAT), bytes(9), bytes(0))).containsExactly(1);
    }

    @Test
    void refusesOtherBroadcasts() {
        assertThatThrownBy(() -> product(Shape.of(1, 2, 2, 2), Shape.of(1, 1, 2, 2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cannot multiply [1x2x2x2] by [1x1x2x2]");
    }

    private static Graph product(Shape left, Shape right) {
        GraphBuilder b = new GraphBuilder("product", DType.INT8);
        Graph g = b.build(b.mul("p", b.input("x", left), b.input("y", right), Activation.NONE));
        List<Tensor> tensors = new ArrayList<>();
        tensors.add(g.tensor(0).withQuantization(Quantization.perTensor(0.5f, 10)));
        tensors.add(g.tensor(1).withQuantization(Quantization.perTensor(0.25f, -2)));
        tensors.add(g.tensor(2).withQuantization(Quantization.perTensor(0.5f, 1)));
        return g.withTensors(tensors);
    }

    private static byte[] run(Graph g, byte[] left, byte[] right) {
        Map<Integer, TensorData> inputs = Map.of(0, new TensorData.Int8(left), 1, new TensorData.Int8(right));
        return Objects.requireNonNull(Interpreters.int8(g).runAll(inputs).get(2))
                .int8();
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }
}
