package io.tinsmith.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assertions.assertAll;

import io.tinsmith.codegen.tflite.TfliteReader;
import io.tinsmith.codegen.tflite.TfliteWriter;
import io.tinsmith.graph.Activation;
import io.tinsmith.graph.DType;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.GraphBuilder;
import io.tinsmith.graph.Interpreter;
import io.tinsmith.graph.Interpreters;
import io.tinsmith.graph.Op;
import io.tinsmith.graph.Padding;
import io.tinsmith.graph.Quantization;
import io.tinsmith.graph.Rounding;
import io.tinsmith.graph.Shape;
import io.tinsmith.graph.Tensor;
import io.tinsmith.graph.TensorData;
import io.tinsmith.graph.UnaryFunction;
import io.tinsmith.graph.Window;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.ToIntBiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The files that we write, in the official runtime: they load, and every activation equals the int8 interpreter's in
 * float rounding, which is that of the runtime's kernels (XNNPACK). One value in 10,000 may differ by 1, for the softmax: it
 * is fixed point here and a float table there.
 */
class OfficialRuntimeIT {
    private static final int ONE_IN = 10_000;
    private static final int LEAST_VALUES = 60_000;

    private static OfficialRuntime runtime;

    @BeforeAll
    static void prepare() throws IOException {
        runtime = OfficialRuntime.prepare();
    }

    static Stream<Arguments> models() {
        return Stream.of(
                model(
                        "conv 3x3 same",
                        Shape.of(1, 16, 16, 8),
                        (b, x) -> b.conv2d("c", x, 12, 3, Window.same(1), Activation.NONE)),
                model(
                        "conv 3x3 stride 2 relu6, odd sides",
                        Shape.of(1, 15, 17, 3),
                        (b, x) -> b.conv2d("c", x, 12, 3, Window.same(2), Activation.RELU6)),
                model(
                        "conv 1x1 relu",
                        Shape.of(1, 16, 16, 16),
                        (b, x) -> b.conv2d("c", x, 24, 1, Window.valid(1), Activation.RELU)),
                model(
                        "conv 5x5 valid",
                        Shape.of(1, 16, 16, 8),
                        (b, x) -> b.conv2d("c", x, 12, 5, Window.valid(1), Activation.NONE)),
                model(
                        "conv dilated",
                        Shape.of(1, 16, 16, 8),
                        (b, x) -> b.conv2d("c", x, 12, 3, new Window(1, 1, 2, 2, Padding.SAME), Activation.NONE)),
                model(
                        "depthwise 3x3",
                        Shape.of(1, 16, 16, 16),
                        (b, x) -> b.depthwiseConv2d("d", x, 3, Window.same(1), Activation.NONE)),
                model(
                        "depthwise 5x5 stride 2 relu6",
                        Shape.of(1, 16, 16, 16),
                        (b, x) -> b.depthwiseConv2d("d", x, 5, Window.same(2), Activation.RELU6)),
                model(
                        "depthwise 7x7",
                        Shape.of(1, 16, 16, 16),
                        (b, x) -> b.depthwiseConv2d("d", x, 7, Window.same(1), Activation.RELU)),
                model("dense", Shape.of(1, 200), (b, x) -> b.fullyConnected("f", x, 40, Activation.NONE)),
                model(
                        "dense relu over an image",
                        Shape.of(1, 4, 4, 20),
                        (b, x) -> b.fullyConnected("f", x, 40, Activation.RELU)),
                model(
                        "product of equal shapes, relu6",
                        Shape.of(1, 16, 16, 8),
                        (b, x) -> b.mul("p", b.maxPool2d("m", x, 3, 3, Window.same(1)), x, Activation.RELU6)),
                model(
                        "product with a value a channel",
                        Shape.of(1, 9, 11, 16),
                        (b, x) -> b.mul("p", x, b.globalAveragePool("a", x), Activation.NONE)),
                unary(UnaryFunction.LOGISTIC),
                unary(UnaryFunction.TANH),
                unary(UnaryFunction.HARD_SWISH),
                model(
                        "groups",
                        Shape.of(1, 11, 9, 12),
                        (b, x) -> b.groupConv2d("g", x, 8, 3, 3, Window.same(2), Activation.RELU6)),
                model(
                        "channel multiplier",
                        Shape.of(1, 11, 9, 5),
                        (b, x) -> b.depthwiseConv2d("d", x, 3, 3, Window.same(1), Activation.NONE)),
                model("mean", Shape.of(1, 7, 9, 32), (b, x) -> b.mean("m", x)),
                model(
                        "pad, transpose, slice",
                        Shape.of(1, 9, 11, 6),
                        (b, x) -> b.slice(
                                "s",
                                b.transpose("t", b.pad("p", x, 1, 2, 0, 3), 0, 2, 1, 3),
                                List.of(0, 1, 0, 2),
                                List.of(1, 3, 1, 1),
                                Shape.of(1, 4, 12, 3))),
                model("average over all pixels", Shape.of(1, 7, 7, 32), (b, x) -> b.globalAveragePool("a", x)),
                model(
                        "average 3x3 same stride 2",
                        Shape.of(1, 16, 16, 8),
                        (b, x) -> b.averagePool2d("a", x, 3, 3, Window.same(2))),
                model("maximum 2x2", Shape.of(1, 16, 16, 8), (b, x) -> b.maxPool2d("m", x, 2, 2, Window.valid(2))),
                model(
                        "resize and concatenation",
                        Shape.of(1, 12, 18, 5),
                        (b, x) -> b.concat(
                                "j", x, b.resizeNearest("r", b.maxPool2d("m", x, 3, 3, Window.valid(3)), 3), x)),
                model("reshape", Shape.of(1, 16, 16, 8), (b, x) -> b.reshape("r", x, Shape.of(1, 2048))),
                model("softmax", Shape.of(1, 10), (b, x) -> b.softmax("s", x)),
                model("residual network", Shape.of(1, 16, 16, 3), OfficialRuntimeIT::residual),
                model("inverted residuals", Shape.of(1, 20, 20, 1), OfficialRuntimeIT::invertedResiduals));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("models")
    void everyActivationEqualsTheInterpreters(String name, Graph structure) throws IOException {
        Difference difference = new Difference(name);
        for (int seed = 0; seed < 4; seed++) {
            Graph graph =
                    RandomInt8Models.fill(allActivationsOut(structure), seed).withRounding(Rounding.FLOAT);
            compare(graph, seed, Rounding.FLOAT, difference);
        }
        difference.check();
    }

    /**
     * Ops that XNNPACK leaves to TFLite's own kernels; those round twice in this build. Requantization and leaky ReLU cannot be
     * compared: XNNPACK computes them with factors of 8 bits, off by one in a tenth of all values.
     */
    static Stream<Arguments> doubleRoundingModels() {
        return Stream.of(unary(UnaryFunction.RELU), unary(UnaryFunction.RELU6), unary(UnaryFunction.HARD_SWISH));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("doubleRoundingModels")
    void whatTheRuntimeRoundsTwiceEqualsDoubleRounding(String name, Graph structure) throws IOException {
        Difference difference = new Difference(name);
        for (int seed = 0; seed < 4; seed++) {
            Graph graph = allActivationsOut(RandomInt8Models.fill(structure, seed));
            compare(graph, seed, Rounding.DOUBLE, difference);
        }
        difference.check();
    }

    @ParameterizedTest
    @MethodSource("addActivations")
    void everyPairOfSummandsAddsUp(Activation activation) throws IOException {
        GraphBuilder b = new GraphBuilder("add", DType.INT8);
        int left = b.input("left", Shape.of(1, 256, 256, 1));
        int right = b.input("right", Shape.of(1, 256, 256, 1));
        Graph structure = b.build(b.add("sum", left, right, activation));
        byte[] rows = new byte[1 << 16];
        byte[] columns = new byte[1 << 16];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = (byte) (i >> 8);
            columns[i] = (byte) i;
        }
        Difference difference = new Difference("add " + activation);
        List<Graph> graphs = new ArrayList<>(List.of(farApart(structure)));
        for (int seed = 0; seed < 4; seed++) {
            graphs.add(RandomInt8Models.fill(structure, seed));
        }
        for (Graph model : graphs) {
            Graph graph = model.withRounding(Rounding.FLOAT);
            byte[] official = runtime.run(TfliteWriter.write(graph), concatenated(rows, columns));
            Map<Integer, TensorData> ours = Interpreters.int8(graph)
                    .runAll(Map.of(left, new TensorData.Int8(rows), right, new TensorData.Int8(columns)));
            difference.add(int8(ours, graph.outputs().get(0)), official);
        }
        difference.check();
    }

    /** Input scales 50 to 1, where the form of the addition shows most. */
    private static Graph farApart(Graph structure) {
        return structure.withTensors(List.of(
                structure.tensor(0).withQuantization(Quantization.perTensor(0.05f, 3)),
                structure.tensor(1).withQuantization(Quantization.perTensor(0.001f, 10)),
                structure.tensor(2).withQuantization(Quantization.perTensor(0.05f, -3))));
    }

    static Stream<Activation> addActivations() {
        return Arrays.stream(Activation.values());
    }

    @Test
    void aFloatModelComputesTheSame() {
        GraphBuilder b = new GraphBuilder("float", DType.FLOAT32);
        Graph structure = b.build(invertedResiduals(b, b.input("image", Shape.of(1, 20, 20, 1))));
        SplittableRandom random = new SplittableRandom(1);
        List<Tensor> tensors = structure.tensors().stream()
                .map(t -> t.isParameter()
                        ? t.withData(new TensorData.Float32(
                                floats(Math.toIntExact(t.shape().elements()), 0.3, random)))
                        : t)
                .toList();
        Graph graph = structure.withTensors(tensors);
        float[] image = floats(400, 1, random);
        ByteBuffer raw = ByteBuffer.allocate(1600).order(ByteOrder.LITTLE_ENDIAN);
        raw.asFloatBuffer().put(image);

        byte[] official = runtime.run(TfliteWriter.write(graph), raw.array());

        float[] theirs = new float[official.length / Float.BYTES];
        ByteBuffer.wrap(official).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(theirs);
        float[] ours = ((TensorData.Float32) Interpreters.float32(graph).run(new TensorData.Float32(image))).values();
        assertThat(theirs).hasSameSizeAs(ours);
        for (int i = 0; i < ours.length; i++) {
            assertThat(theirs[i]).as("class %d", i).isCloseTo(ours[i], within(1e-4f));
        }
    }

    private static void compare(Graph graph, long seed, Rounding rounding, Difference difference) throws IOException {
        byte[] model = TfliteWriter.write(graph);
        // What runs here is what was read back, so that both sides start from the file.
        Interpreter interpreter = Interpreters.int8(TfliteReader.read(model, rounding));
        int perInput = Math.toIntExact(graph.input().shape().elements());
        long perOutput = graph.outputs().stream()
                .mapToLong(o -> graph.tensor(o).shape().elements())
                .sum();
        int inferences = Math.toIntExact(Math.max(1, LEAST_VALUES / 4 / perOutput));
        byte[] inputs = new byte[perInput * inferences];
        new SplittableRandom(seed).nextBytes(inputs);

        byte[] official = runtime.run(model, inputs);

        ByteArrayOutputStream ours = new ByteArrayOutputStream();
        for (int i = 0; i < inferences; i++) {
            Map<Integer, TensorData> values = new HashMap<>();
            values.put(
                    graph.inputs().get(0),
                    new TensorData.Int8(Arrays.copyOfRange(inputs, i * perInput, (i + 1) * perInput)));
            Map<Integer, TensorData> results = interpreter.runAll(values);
            for (int output : graph.outputs()) {
                ours.write(int8(results, output));
            }
        }
        difference.add(ours.toByteArray(), official);
    }

    /** The graph with every op's output as an output: so the runtime shows them, too. */
    private static Graph allActivationsOut(Graph graph) {
        List<Integer> outputs = graph.ops().stream().map(Op::output).toList();
        return new Graph(graph.name(), graph.tensors(), graph.ops(), graph.inputs(), outputs, graph.rounding());
    }

    private static Arguments unary(UnaryFunction function) {
        return model(function.name(), Shape.of(1, 16, 16, 1), (b, x) -> b.unary("y", x, function));
    }

    private static Arguments model(String name, Shape input, ToIntBiFunction<GraphBuilder, Integer> layers) {
        GraphBuilder b = new GraphBuilder(name, DType.INT8);
        return Arguments.of(name, b.build(layers.applyAsInt(b, b.input("image", input))));
    }

    private static int residual(GraphBuilder b, int image) {
        int stem = b.conv2d("stem", image, 8, 3, Window.same(1), Activation.RELU);
        int a = b.conv2d("a", stem, 8, 3, Window.same(1), Activation.RELU);
        int c = b.conv2d("c", a, 8, 3, Window.same(1), Activation.NONE);
        int sum = b.add("sum", stem, c, Activation.RELU);
        int down = b.conv2d("down", sum, 16, 3, Window.same(2), Activation.RELU);
        int skip = b.conv2d("skip", sum, 16, 1, Window.same(2), Activation.NONE);
        int second = b.add("second", down, skip, Activation.RELU);
        return head(b, second);
    }

    private static int invertedResiduals(GraphBuilder b, int image) {
        int stem = b.conv2d("stem", image, 8, 3, Window.same(2), Activation.RELU6);
        int expand = b.conv2d("expand", stem, 24, 1, Window.same(1), Activation.RELU6);
        int filter = b.depthwiseConv2d("filter", expand, 5, Window.same(1), Activation.RELU6);
        int project = b.conv2d("project", filter, 8, 1, Window.same(1), Activation.NONE);
        int sum = b.add("sum", stem, project, Activation.NONE);
        int wide = b.conv2d("wide", sum, 32, 1, Window.same(1), Activation.RELU6);
        int smaller = b.depthwiseConv2d("smaller", wide, 3, Window.same(2), Activation.RELU6);
        return head(b, b.conv2d("narrow", smaller, 12, 1, Window.same(1), Activation.NONE));
    }

    private static int head(GraphBuilder b, int features) {
        int pooled = b.globalAveragePool("pooled", features);
        int flat = b.reshape("flat", pooled, Shape.of(1, b.shape(pooled).channels()));
        return b.softmax("probabilities", b.fullyConnected("logits", flat, 10, Activation.NONE));
    }

    private static byte[] int8(Map<Integer, TensorData> values, int index) {
        return ((TensorData.Int8) values.get(index)).values();
    }

    private static byte[] concatenated(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static float[] floats(int count, double bound, SplittableRandom random) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextDouble(-bound, bound);
        }
        return values;
    }

    /** Counts values that differ. */
    private static final class Difference {
        private final String what;
        private int total;
        private int differing;
        private int greatest;

        Difference(String what) {
            this.what = what;
        }

        void add(byte[] ours, byte[] official) {
            assertThat(official).as(what).hasSameSizeAs(ours);
            total += ours.length;
            for (int i = 0; i < ours.length; i++) {
                int d = Math.abs(ours[i] - official[i]);
                differing += d > 0 ? 1 : 0;
                greatest = Math.max(greatest, d);
            }
        }

        void check() {
            assertAll(
                    what,
                    () -> assertThat(total).as("values compared").isGreaterThanOrEqualTo(ONE_IN),
                    () -> assertThat(differing)
                            .as("values of %d that differ", total)
                            .isLessThanOrEqualTo(total / ONE_IN),
                    () -> assertThat(greatest).as("greatest difference").isLessThanOrEqualTo(1));
        }
    }
}
