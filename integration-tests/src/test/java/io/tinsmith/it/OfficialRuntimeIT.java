package io.tinsmith.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tinsmith.codegen.tflite.TfliteWriter;
import io.tinsmith.graph.Activation;
import io.tinsmith.graph.DType;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.GraphBuilder;
import io.tinsmith.graph.Interpreters;
import io.tinsmith.graph.Op;
import io.tinsmith.graph.Quantization;
import io.tinsmith.graph.Rounding;
import io.tinsmith.graph.Shape;
import io.tinsmith.graph.Tensor;
import io.tinsmith.graph.TensorData;
import io.tinsmith.graph.Window;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
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
 * Networks that we write, in the official runtime: they load, and every activation equals the int8 interpreter's in
 * float rounding, which is that of the runtime's kernels (XNNPACK). One value in 10,000 may differ by 1, for the softmax: it
 * is fixed point here and a float table there.
 */
class OfficialRuntimeIT {
    private static final int LEAST_VALUES = 15_000;

    private static OfficialRuntime runtime;

    @BeforeAll
    static void prepare() throws IOException {
        runtime = OfficialRuntime.prepare();
    }

    static Stream<Arguments> networks() {
        return Stream.of(
                network("residual network", Shape.of(1, 16, 16, 3), OfficialRuntimeIT::residual),
                network("inverted residuals", Shape.of(1, 20, 20, 1), OfficialRuntimeIT::invertedResiduals));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("networks")
    void everyActivationEqualsTheInterpreters(String name, Graph structure) {
        List<Graph> graphs = new ArrayList<>();
        for (int seed = 0; seed < 4; seed++) {
            graphs.add(RandomInt8Models.fill(allActivationsOut(structure), seed).withRounding(Rounding.FLOAT));
        }
        OfficialComparison comparison = new OfficialComparison(name);
        comparison.run(runtime, graphs, Rounding.FLOAT, LEAST_VALUES);
        comparison.check();
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
        OfficialComparison comparison = new OfficialComparison("add " + activation);
        List<Graph> graphs = new ArrayList<>(List.of(farApart(structure)));
        for (int seed = 0; seed < 4; seed++) {
            graphs.add(RandomInt8Models.fill(structure, seed));
        }
        for (Graph model : graphs) {
            Graph graph = model.withRounding(Rounding.FLOAT);
            byte[] official = runtime.run(TfliteWriter.write(graph), concatenated(rows, columns));
            Map<Integer, TensorData> ours = Interpreters.int8(graph)
                    .runAll(Map.of(left, new TensorData.Int8(rows), right, new TensorData.Int8(columns)));
            comparison.add(ours.get(graph.outputs().get(0)).int8(), official);
        }
        comparison.check();
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

    /** The graph with every op's output as an output: so the runtime shows them, too. */
    private static Graph allActivationsOut(Graph graph) {
        List<Integer> outputs = graph.ops().stream().map(Op::output).toList();
        return new Graph(graph.name(), graph.tensors(), graph.ops(), graph.inputs(), outputs, graph.rounding());
    }

    private static Arguments network(String name, Shape input, ToIntBiFunction<GraphBuilder, Integer> layers) {
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
}
