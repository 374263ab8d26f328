package io.tinsmith.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Test;

class PairwiseOpsTest {
    private static final Quantization LEFT = Quantization.perTensor(0.5f, 10);
    private static final Quantization RIGHT = Quantization.perTensor(0.25f, -2);
    private static final Quantization OUT = Quantization.perTensor(0.5f, 1);

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
    void subtractsInRealValues() {
        Graph g =
                quantized(two(Shape.of(1, 1, 2, 2), Shape.of(1, 1, 2, 2), b -> b.sub("d", 0, 1, Activation.NONE)), OUT);
        // (q - 10) * 0.5 less (q + 2) * 0.25, over 0.5, plus 1: 4 - 4/2 + 1; -8 - 6/2 + 1; 0 - 9/2 + 1 = -3.5; clamped.
        byte[] left = bytes(14, 2, 10, -128);
        byte[] right = bytes(2, 4, 7, 127);
        assertThat(run(g, left, right)).containsExactly(3, -10, -4, -128);
        // The tie -4.5 goes away from zero in double rounding, up in single.
        assertThat(run(g.withRounding(Rounding.SINGLE), left, right)).containsExactly(3, -10, -3, -128);
        assertThat(run(g.withRounding(Rounding.FLOAT), left, right)).containsExactly(3, -10, -3, -128);
    }

    @Test
    void appliesTheActivationOfADifference() {
        Graph g = quantized(two(Shape.of(1, 2), Shape.of(1, 2), b -> b.sub("d", 0, 1, Activation.RELU)), OUT);
        // -10 as above is below the zero point 1.
        assertThat(run(g, bytes(14, 2), bytes(2, 4))).containsExactly(3, 1);
    }

    @Test
    void subtractsFromAConstantAChannel() {
        GraphBuilder b = new GraphBuilder("reversed", DType.INT8);
        int x = b.input("x", Shape.of(1, 1, 2, 2));
        int constant = b.constant("c", Shape.of(2));
        Graph g = b.build(b.sub("d", constant, x, Activation.NONE));
        g = with(g, Map.of(x, RIGHT, constant, LEFT, 2, OUT), Map.of(constant, bytes(14, 2)));

        Pair pair = Pair.of((Op.Sub) g.ops().get(0), g);
        assertThat(pair).isEqualTo(new Pair(x, constant, true, 2, false, true));
        assertThat(RowWindow.of(g, g.ops().get(0))).isEqualTo(new RowWindow(1, 1, 1, 1, 0));
        // 4 - 4/2 + 1; -8 - 6/2 + 1; 4 - 8/2 + 1; -8 - 0 + 1.
        assertThat(run(g, bytes(2, 4, 6, -2))).containsExactly(3, -10, 1, -7);
    }

    @Test
    void takesTheGreaterAndTheLesser() {
        Shape shape = Shape.of(1, 3);
        Map<Integer, Quantization> same = Map.of(0, LEFT, 1, LEFT, 2, LEFT);
        Graph greater = with(two(shape, shape, b -> b.maximum("m", 0, 1)), same, Map.of());
        Graph lesser = with(two(shape, shape, b -> b.minimum("m", 0, 1)), same, Map.of());

        assertThat(run(greater, bytes(-128, 5, 7), bytes(127, 4, 7))).containsExactly(127, 5, 7);
        assertThat(run(lesser, bytes(-128, 5, 7), bytes(127, 4, 7))).containsExactly(-128, 4, 7);
        Graph apart = with(two(shape, shape, b -> b.maximum("m", 0, 1)), Map.of(0, LEFT, 1, RIGHT, 2, LEFT), Map.of());
        assertThatThrownBy(() -> Interpreters.int8(apart)).hasMessageContaining("TFLite requires them equal");
    }

    @Test
    void appliesASlopeAChannelBelowZero() {
        GraphBuilder b = new GraphBuilder("prelu", DType.INT8);
        int x = b.input("x", Shape.of(1, 1, 2, 2));
        int y = b.prelu("y", x);
        Graph g = with(b.build(y), Map.of(x, LEFT, 1, RIGHT, y, OUT), Map.of(1, bytes(0, -6)));
        // Slopes (0 + 2) / 4 and (-6 + 2) / 4: 4 + 1; -8 * -1 + 1; -8 / 2 + 1; 0 + 1.
        assertThat(run(g, bytes(14, 2, 2, 10))).containsExactly(5, 9, -3, 1);
    }

    @Test
    void aConstantMakesAFunctionOfOneValue() {
        for (ToIntFunction<GraphBuilder> maker : List.<ToIntFunction<GraphBuilder>>of(
                b -> b.sub("y", 1, 0, Activation.RELU6),
                b -> b.sub("y", 0, 1, Activation.NONE),
                b -> b.add("y", 0, 1, Activation.NONE),
                b -> b.mul("y", 1, 0, Activation.RELU))) {
            GraphBuilder b = new GraphBuilder("constant", DType.INT8);
            b.input("x", Shape.of(1, 256));
            b.constant("c", Shape.of());
            Graph g = with(b.build(maker.applyAsInt(b)), Map.of(0, LEFT, 1, RIGHT, 2, OUT), Map.of(1, bytes(57)));
            for (Rounding rounding : Rounding.values()) {
                Graph rounded = g.withRounding(rounding);
                byte[] all = new byte[256];
                for (int i = 0; i < all.length; i++) {
                    all[i] = (byte) i;
                }
                byte[] table =
                        LookupTable.of(rounded, (Op.Pairwise) rounded.ops().get(0));
                assertThat(run(rounded, all)).isEqualTo(table);
            }
        }
    }

    @Test
    void floatsAreComputedWithoutRounding() {
        GraphBuilder b = new GraphBuilder("float", DType.FLOAT32);
        int x = b.input("x", Shape.of(1, 1, 2, 2));
        int c = b.constant("c", Shape.of(2));
        int difference = b.sub("d", c, x, Activation.NONE);
        int greatest = b.maximum("max", difference, c);
        int least = b.minimum("min", difference, x);
        int sloped = b.prelu("sloped", difference);
        Graph g = b.build(difference);
        g = g.withTensors(withData(g.tensors(), Map.of(c, floats(1, 2), sloped - 1, floats(0.5f, -1))));

        Map<Integer, TensorData> values = Interpreters.float32(g).runAll(Map.of(x, floats(3, -4, 0.5f, 10)));

        assertThat(array(values, difference)).containsExactly(-2, 6, 0.5f, -8);
        assertThat(array(values, greatest)).containsExactly(1, 6, 1, 2);
        assertThat(array(values, least)).containsExactly(-2, -4, 0.5f, -8);
        assertThat(array(values, sloped)).containsExactly(-1, 6, 0.5f, 8);
    }

    @Test
    void refusesOtherBroadcasts() {
        assertThatThrownBy(() -> product(Shape.of(1, 2, 2, 2), Shape.of(1, 1, 2, 2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cannot combine [1x2x2x2] and [1x1x2x2] element by element");
        GraphBuilder b = new GraphBuilder("prelu", DType.INT8);
        int small = b.input("x", Shape.of(2));
        int large = b.constant("slopes", Shape.of(1, 2, 2, 2));
        assertThatThrownBy(() -> b.sub("y", small, large, Activation.NONE))
                .hasMessageContaining("the constant [1x2x2x2]");
    }

    private static Graph product(Shape left, Shape right) {
        return quantized(two(left, right, b -> b.mul("p", 0, 1, Activation.NONE)), OUT);
    }

    private static Graph two(Shape left, Shape right, ToIntFunction<GraphBuilder> op) {
        GraphBuilder b = new GraphBuilder("pair", DType.INT8);
        b.input("x", left);
        b.input("y", right);
        return b.build(op.applyAsInt(b));
    }

    private static Graph quantized(Graph graph, Quantization out) {
        return with(graph, Map.of(0, LEFT, 1, RIGHT, 2, out), Map.of());
    }

    private static Graph with(Graph graph, Map<Integer, Quantization> quantizations, Map<Integer, byte[]> constants) {
        List<Tensor> tensors = new ArrayList<>(graph.tensors());
        quantizations.forEach((t, q) -> tensors.set(t, tensors.get(t).withQuantization(q)));
        constants.forEach((t, values) -> tensors.set(t, tensors.get(t).withData(new TensorData.Int8(values))));
        return graph.withTensors(tensors);
    }

    private static List<Tensor> withData(List<Tensor> tensors, Map<Integer, TensorData> data) {
        List<Tensor> all = new ArrayList<>(tensors);
        data.forEach((t, values) -> all.set(t, all.get(t).withData(values)));
        return all;
    }

    private static byte[] run(Graph g, byte[]... inputs) {
        Map<Integer, TensorData> values = new HashMap<>();
        for (int i = 0; i < inputs.length; i++) {
            values.put(g.inputs().get(i), new TensorData.Int8(inputs[i]));
        }
        return Objects.requireNonNull(
                        Interpreters.int8(g).runAll(values).get(g.outputs().get(0)))
                .int8();
    }

    private static float[] array(Map<Integer, TensorData> values, int tensor) {
        return ((TensorData.Float32) Objects.requireNonNull(values.get(tensor))).values();
    }

    private static TensorData floats(float... values) {
        return new TensorData.Float32(values);
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }
}
