package io.tinsmith.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConstantChannelsTest {
    /** So small a scale that no sum reaches half a step of the output. */
    private static final float NOTHING = 1e-9f;

    @Test
    void deadFiltersGoWithAllThatReadsThem() {
        GraphBuilder b = new GraphBuilder("mobile", DType.INT8);
        int x = b.input("x", Shape.of(1, 6, 6, 4));
        int wide = b.conv2d("wide", x, 16, 1, Window.same(1), Activation.RELU);
        int deep = b.depthwiseConv2d("deep", wide, 3, 1, Window.same(2), Activation.RELU);
        int out = b.conv2d("out", deep, 6, 1, Window.same(1), Activation.NONE);
        Graph graph = quantized(b.build(out), new SplittableRandom(1), 0);
        // Of 16 filters seven are dead: nine stay, and three of the dead ones to make it twelve.
        graph = scaled(graph, 1, NOTHING, 0, 2, 3, 7, 8, 11, 15);

        Graph without = ConstantChannels.without(graph);

        assertThat(shapes(without))
                .containsExactly(
                        Shape.of(1, 6, 6, 4),
                        Shape.of(12, 1, 1, 4),
                        Shape.of(12),
                        Shape.of(1, 6, 6, 12),
                        Shape.of(1, 3, 3, 12),
                        Shape.of(12),
                        Shape.of(1, 3, 3, 12),
                        Shape.of(6, 1, 1, 12),
                        Shape.of(6),
                        Shape.of(1, 3, 3, 6));
        assertSameOutputs(graph, without, 2);
    }

    @Test
    void aValueOtherThanZeroBecomesPartOfTheBias() {
        Graph graph = withoutWeights(Window.valid(1));
        Graph without = ConstantChannels.without(graph);
        assertThat(without.tensor(3).shape().channels()).isEqualTo(4);
        assertSameOutputs(graph, without, 4);
    }

    @Test
    void aValueOtherThanZeroStaysWherePaddingLiesBesideIt() {
        Graph graph = withoutWeights(Window.same(1));
        assertThat(ConstantChannels.without(graph)).isSameAs(graph);
    }

    @Test
    void aSumOfBranchesKeepsWhatEitherNeeds() {
        GraphBuilder b = new GraphBuilder("residual", DType.INT8);
        int x = b.input("x", Shape.of(1, 4, 4, 2));
        int left = b.conv2d("left", x, 8, 1, Window.same(1), Activation.RELU);
        int right = b.conv2d("right", left, 8, 3, Window.same(1), Activation.RELU);
        int sum = b.add("sum", left, right, Activation.NONE);
        int mean = b.globalAveragePool("mean", sum);
        int out = b.fullyConnected("out", mean, 3, Activation.NONE);
        Graph graph = quantized(b.build(out), new SplittableRandom(5), 0);
        graph = scaled(graph, 1, NOTHING, 0, 1, 2, 3, 4);
        graph = scaled(graph, 4, NOTHING, 1, 2, 3, 4, 7);

        Graph without = ConstantChannels.without(graph);

        // Channels 1 to 4 are constant in both.
        assertThat(without.tensor(sum).shape().channels()).isEqualTo(4);
        assertThat(without.tensor(right).shape().channels()).isEqualTo(4);
        assertSameOutputs(graph, without, 6);
    }

    @Test
    void inputsAndOutputsStay() {
        GraphBuilder b = new GraphBuilder("edges", DType.INT8);
        int x = b.input("x", Shape.of(1, 2, 2, 8));
        int y = b.conv2d("y", x, 8, 1, Window.same(1), Activation.NONE);
        Graph graph = scaled(quantized(b.build(y), new SplittableRandom(7), 0), 1, NOTHING, 0, 1, 2, 3, 4, 5, 6, 7);
        assertThat(ConstantChannels.without(graph)).isSameAs(graph);
    }

    @Test
    void graphsWithoutDataAndFloatOnesStay() {
        GraphBuilder b = new GraphBuilder("float", DType.FLOAT32);
        int x = b.input("x", Shape.of(1, 2, 2, 8));
        Graph graph = b.build(b.conv2d("y", x, 8, 1, Window.same(1), Activation.NONE));
        assertThat(ConstantChannels.without(graph)).isSameAs(graph);
        Graph structure = graph.structureAs(DType.INT8);
        assertThat(ConstantChannels.without(structure)).isSameAs(structure);
    }

    @ParameterizedTest
    @EnumSource(Rounding.class)
    void outputsStayEqualInEveryRounding(Rounding rounding) {
        int removed = 0;
        for (int seed = 0; seed < 600; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Graph graph = random(random).withRounding(rounding);
            Graph without = ConstantChannels.without(graph);
            removed += GraphCost.parameters(without) < GraphCost.parameters(graph) ? 1 : 0;
            assertSameOutputs(graph, without, seed);
        }
        assertThat(removed).isGreaterThan(100);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 127, -128})
    void rangesHoldAtBothEnds(int value) {
        for (int seed = 0; seed < 100; seed++) {
            Graph graph = random(new SplittableRandom(seed));
            byte[] input = new byte[Math.toIntExact(graph.inputElements())];
            Arrays.fill(input, (byte) value);
            assertThat(run(ConstantChannels.without(graph), input)).isEqualTo(run(graph, input));
        }
    }

    /** A few layers of all kinds that pass channels on, with some filters that are dead, saturated or without weights. */
    private static Graph random(SplittableRandom random) {
        GraphBuilder b = new GraphBuilder("random", DType.INT8);
        int size = 1 + random.nextInt(7);
        int x = b.input("x", Shape.of(1, size, size, 1 + random.nextInt(5)));
        int layers = 2 + random.nextInt(4);
        for (int i = 0; i < layers; i++) {
            Activation activation =
                    List.of(Activation.NONE, Activation.RELU, Activation.RELU6).get(random.nextInt(3));
            int channels = random.nextBoolean() ? 4 * (1 + random.nextInt(4)) : 1 + random.nextInt(12);
            int kernel = 1 + 2 * random.nextInt(2);
            Window window = Window.same(1 + random.nextInt(2));
            x = switch (random.nextInt(11)) {
                case 0, 1 -> b.conv2d("conv", x, channels, kernel, window, activation);
                case 2 -> b.depthwiseConv2d("depthwise", x, kernel, 1 + random.nextInt(4) / 3, window, activation);
                case 3 ->
                    b.add(
                            "sum",
                            x,
                            b.conv2d("branch", x, b.shape(x).channels(), 1, Window.same(1), activation),
                            activation);
                case 4 -> b.maxPool2d("most", x, 2, 2, Window.same(1));
                case 5 -> b.unary("function", x, random.nextBoolean() ? UnaryFunction.RELU : UnaryFunction.RELU6);
                case 6 -> b.averagePool2d("average", x, 2, 2, window);
                case 7 -> b.resizeNearest("nearest", x, 2);
                case 8 ->
                    b.resize(
                            "bilinear",
                            x,
                            1 + random.nextInt(9),
                            5,
                            Interpolation.BILINEAR,
                            random.nextBoolean(),
                            false);
                case 9 -> b.concat("both", x, b.conv2d("more", x, channels, 1, Window.same(1), activation));
                default -> b.pad("pad", x, 1, 0, 0, 1);
            };
        }
        x = random.nextInt(3) == 0 ? b.mean("mean", x) : x;
        int out = random.nextBoolean()
                ? b.conv2d("out", x, 3, 1, Window.same(1), Activation.NONE)
                : b.fullyConnected("out", x, 3, Activation.NONE);
        return quantized(b.build(out), random, 0.5);
    }

    /**
     * @param dead the share of filters that are constant, or nearly
     */
    private static Graph quantized(Graph graph, SplittableRandom random, double dead) {
        int[] group = ScaleGroups.of(graph);
        List<Tensor> tensors = new ArrayList<>(graph.tensors());
        IntConsumer activation = t -> tensors.set(
                t,
                group[t] == t
                        ? graph.tensor(t).withQuantization(activationScale(graph, t, random))
                        : graph.tensor(t).withQuantization(tensors.get(group[t]).requireQuantization()));
        graph.inputs().forEach(activation::accept);
        for (Op op : graph.ops()) {
            List<Integer> in = op.inputs();
            activation.accept(op.output());
            if (in.size() == 3) {
                Tensor w = graph.tensor(in.get(1));
                Tensor bias = graph.tensor(in.get(2));
                int channels = Math.toIntExact(bias.shape().elements());
                float[] scales = new float[channels];
                int[] sums = new int[channels];
                for (int c = 0; c < channels; c++) {
                    boolean isDead = random.nextDouble() < dead;
                    scales[c] = isDead && random.nextBoolean() ? NOTHING : 0.002f + (float) random.nextDouble() / 100;
                    sums[c] = isDead ? random.nextInt(-60_000, 60_000) : random.nextInt(-500, 500);
                }
                byte[] values = new byte[Math.toIntExact(w.shape().elements())];
                random.nextBytes(values);
                int axis = op instanceof Op.DepthwiseConv2d ? 3 : 0;
                tensors.set(
                        in.get(1),
                        w.withQuantization(Quantization.perChannel(scales, axis))
                                .withData(new TensorData.Int8(values)));
                tensors.set(in.get(2), bias.withData(new TensorData.Int32(sums)));
            }
        }
        return graph.withTensors(tensors);
    }

    private static Quantization activationScale(Graph graph, int tensor, SplittableRandom random) {
        boolean relu = graph.ops().stream()
                .anyMatch(op -> op.output() == tensor && op.toString().contains("RELU"));
        return Quantization.perTensor(0.05f + (float) random.nextDouble() / 10, relu ? -128 : random.nextInt(-20, 20));
    }

    /** Filters of the convolution whose weights are tensor {@code weights} with another scale. */
    private static Graph scaled(Graph graph, int weights, float scale, int... channels) {
        float[] scales = graph.tensor(weights).requireQuantization().scales();
        Arrays.stream(channels).forEach(c -> scales[c] = scale);
        List<Tensor> tensors = new ArrayList<>(graph.tensors());
        tensors.set(weights, graph.tensor(weights).withQuantization(Quantization.perChannel(scales, 0)));
        return graph.withTensors(tensors);
    }

    /** Two convolutions; four of the first one's eight filters have no weights, and give what their biases are. */
    private static Graph withoutWeights(Window second) {
        GraphBuilder b = new GraphBuilder("bias", DType.INT8);
        int x = b.input("x", Shape.of(1, 3, 3, 2));
        int y = b.conv2d("y", x, 8, 1, Window.same(1), Activation.NONE);
        Graph graph = quantized(b.build(b.conv2d("out", y, 3, 3, second, Activation.NONE)), new SplittableRandom(3), 0);
        byte[] values = graph.tensor(1).int8().clone();
        Arrays.fill(values, 0, 4 * values.length / 8, (byte) 0);
        List<Tensor> tensors = new ArrayList<>(graph.tensors());
        tensors.set(1, graph.tensor(1).withData(new TensorData.Int8(values)));
        return graph.withTensors(tensors);
    }

    private static void assertSameOutputs(Graph graph, Graph without, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] input = new byte[Math.toIntExact(graph.inputElements())];
        for (int i = 0; i < 5; i++) {
            random.nextBytes(input);
            assertThat(run(without, input)).as("seed %d", seed).isEqualTo(run(graph, input));
        }
    }

    private static byte[] run(Graph graph, byte[] input) {
        return Interpreters.int8(graph).run(new TensorData.Int8(input)).int8();
    }

    private static List<Shape> shapes(Graph graph) {
        return graph.tensors().stream().map(Tensor::shape).toList();
    }
}
