package io.tinsmith.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tinsmith.codegen.tflite.TfliteReader;
import io.tinsmith.codegen.tflite.TfliteWriter;
import io.tinsmith.graph.Activation;
import io.tinsmith.graph.DType;
import io.tinsmith.graph.EdgeType;
import io.tinsmith.graph.Edges;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.GraphBuilder;
import io.tinsmith.graph.Interpreters;
import io.tinsmith.graph.MixedGraph;
import io.tinsmith.graph.Quantization;
import io.tinsmith.graph.Rounding;
import io.tinsmith.graph.Shape;
import io.tinsmith.graph.TensorData;
import io.tinsmith.graph.Window;
import io.tinsmith.training.quantize.KeptLayer;
import io.tinsmith.training.quantize.Outputs;
import io.tinsmith.training.quantize.PostTrainingOptions;
import io.tinsmith.training.quantize.PostTrainingQuantization;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that take or give float32 or uint8: in the official runtime they are the int8 network that was read of them. */
class OfficialEdgesIT {
    private static final int INFERENCES = 50;

    @ParameterizedTest
    @CsvSource({"FLOAT32, FLOAT32", "UINT8, UINT8", "INSIDE, FLOAT32"})
    void theRuntimeConvertsWhatTheGraphComputes(EdgeType in, EdgeType out) throws IOException {
        byte[] file = TfliteWriter.write(network().withEdges(Edges.all(1, in, 1, out)));
        Graph graph = TfliteReader.read(file, Rounding.FLOAT);
        assertThat(graph.input().type()).isEqualTo(DType.INT8);
        assertThat(graph.edges()).isEqualTo(Edges.all(1, in, 1, out));

        Quantization inside = graph.input().requireQuantization();
        Quantization given = graph.output().requireQuantization();
        int taken = Math.toIntExact(graph.input().shape().elements());
        int each = Math.toIntExact(graph.output().shape().elements());
        byte[] inputs = new byte[INFERENCES * taken];
        SplittableRandom random = new SplittableRandom(1);
        random.nextBytes(inputs);
        ByteBuffer expected = ByteBuffer.allocate(bytes(INFERENCES * each, out)).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < INFERENCES; i++) {
            byte[] input = Arrays.copyOfRange(inputs, i * taken, (i + 1) * taken);
            for (byte q :
                    Interpreters.int8(graph).run(new TensorData.Int8(input)).int8()) {
                put(expected, q, given, out, 0);
            }
        }
        ByteBuffer outer = ByteBuffer.allocate(bytes(inputs.length, in)).order(ByteOrder.LITTLE_ENDIAN);
        for (byte q : inputs) {
            // Real values need not lie on a step.
            put(outer, q, inside, in, random.nextDouble(-0.4, 0.4));
        }
        OfficialRuntime runtime = OfficialRuntime.prepare();
        assertThat(runtime.run(file, outer.array())).isEqualTo(expected.array());
        assertThat(runtime.run(TfliteWriter.write(graph), outer.array())).isEqualTo(expected.array());
    }

    @ParameterizedTest
    @CsvSource({
        "FIRST, '', INSIDE, INSIDE",
        "LAST, '', FLOAT32, FLOAT32",
        "'FIRST,LAST', '', FLOAT32, UINT8",
        "'', FIRST, FLOAT32, INSIDE",
        "'', LAST, INSIDE, FLOAT32",
        "LAST, FIRST, UINT8, FLOAT32",
        "'', 'FIRST,LAST', INSIDE, INSIDE"
    })
    void theRuntimeRunsWhatIsNotInt8InPart(String kept, String wide, EdgeType in, EdgeType out) throws IOException {
        Graph trained = trained();
        SplittableRandom random = new SplittableRandom(2);
        List<float[]> samples = new ArrayList<>();
        for (int i = 0; i < INFERENCES; i++) {
            samples.add(reals(192, 1, random));
        }
        PostTrainingQuantization.Result made = PostTrainingQuantization.run(
                trained,
                samples,
                PostTrainingOptions.standard()
                        .with(new PostTrainingOptions.NotInt8(in, out, layers(kept), layers(wide))));
        MixedGraph mixed = new MixedGraph(
                made.quantized().withRounding(Rounding.FLOAT),
                made.folded(),
                made.mixed().floatOps(),
                made.mixed().wideScales());
        Quantization inside = mixed.quantized().input().requireQuantization();
        Quantization given = mixed.quantized().output().requireQuantization();
        ByteBuffer outer = ByteBuffer.allocate(bytes(INFERENCES * 192, in)).order(ByteOrder.LITTLE_ENDIAN);
        samples.forEach(sample -> {
            for (float v : sample) {
                if (in == EdgeType.FLOAT32) {
                    outer.putFloat(v);
                } else {
                    put(outer, inside.quantize(v), inside, in, 0);
                }
            }
        });
        ByteBuffer official = ByteBuffer.wrap(OfficialRuntime.prepare().run(TfliteWriter.write(mixed), outer.array()))
                .order(ByteOrder.LITTLE_ENDIAN);
        Outputs ours = Outputs.of(mixed);
        int differing = 0;
        double signal = 0;
        double noise = 0;
        for (float[] sample : samples) {
            for (float real : ours.of(sample).get(0)) {
                float theirs = out == EdgeType.FLOAT32
                        ? official.getFloat()
                        : given.scale()
                                * ((out == EdgeType.UINT8 ? (official.get() & 0xFF) - 128 : official.get())
                                        - given.zeroPoint());
                // Sums of floats are rounded in another order: a value near a tie may become another byte within.
                differing += Math.abs(theirs - real) > 1e-4f ? 1 : 0;
                signal += (double) real * real;
                noise += (double) (theirs - real) * (theirs - real);
                assertThat(theirs).isCloseTo(real, within(2 * given.scale()));
            }
        }
        // Here sums of int16x8 are float32, and steps of 16 bits more often lie at a tie.
        assertThat(differing).as("of 500 values").isLessThanOrEqualTo(wide.isEmpty() ? 5 : 150);
        assertThat(10 * Math.log10(signal / noise)).as("decibels").isGreaterThan(40);
        assertThat(official.hasRemaining()).isFalse();
        assertThatThrownBy(() -> TfliteReader.read(TfliteWriter.write(mixed), Rounding.DOUBLE))
                .hasMessageContainingAll("QUANTIZE", "Maybe");
    }

    private static Set<KeptLayer> layers(String names) {
        return Arrays.stream(names.split(","))
                .filter(name -> !name.isEmpty())
                .map(KeptLayer::valueOf)
                .collect(Collectors.toSet());
    }

    private static Graph trained() {
        GraphBuilder b = new GraphBuilder("trained", DType.FLOAT32);
        Graph structure = b.build(layers(b));
        SplittableRandom random = new SplittableRandom(1);
        return structure.withTensors(structure.tensors().stream()
                .map(t -> t.isParameter()
                        ? t.withData(new TensorData.Float32(
                                reals(Math.toIntExact(t.shape().elements()), 0.3, random)))
                        : t)
                .toList());
    }

    private static float[] reals(int count, double bound, SplittableRandom random) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextDouble(-bound, bound);
        }
        return values;
    }

    private static int bytes(int count, EdgeType edge) {
        return count * (edge == EdgeType.FLOAT32 ? Float.BYTES : 1);
    }

    private static void put(ByteBuffer to, byte q, Quantization by, EdgeType edge, double besideSteps) {
        switch (edge) {
            case INSIDE -> to.put(q);
            case UINT8 -> to.put((byte) (q + 128));
            case FLOAT32 -> to.putFloat(by.scale() * (q - by.zeroPoint()) + (float) (besideSteps * by.scale()));
        }
    }

    private static Graph network() {
        GraphBuilder b = new GraphBuilder("network", DType.INT8);
        return RandomInt8Models.fill(b.build(layers(b)), 1);
    }

    private static int layers(GraphBuilder b) {
        int in = b.input("in", Shape.of(1, 8, 8, 3));
        int conv = b.conv2d("conv", in, 8, 3, Window.same(2), Activation.RELU);
        int sum = b.add(
                "sum", conv, b.depthwiseConv2d("filter", conv, 3, Window.same(1), Activation.NONE), Activation.NONE);
        return b.fullyConnected("dense", sum, 10, Activation.NONE);
    }
}
