package io.tinsmith.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tinsmith.codegen.tflite.TfliteReader;
import io.tinsmith.codegen.tflite.TfliteWriter;
import io.tinsmith.graph.Activation;
import io.tinsmith.graph.DType;
import io.tinsmith.graph.EdgeType;
import io.tinsmith.graph.Edges;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.GraphBuilder;
import io.tinsmith.graph.Interpreters;
import io.tinsmith.graph.Quantization;
import io.tinsmith.graph.Rounding;
import io.tinsmith.graph.Shape;
import io.tinsmith.graph.TensorData;
import io.tinsmith.graph.Window;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.SplittableRandom;
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
        ByteBuffer expected = buffer(INFERENCES * each, out);
        for (int i = 0; i < INFERENCES; i++) {
            byte[] input = Arrays.copyOfRange(inputs, i * taken, (i + 1) * taken);
            for (byte q :
                    Interpreters.int8(graph).run(new TensorData.Int8(input)).int8()) {
                put(expected, q, given, out, 0);
            }
        }
        ByteBuffer outer = buffer(inputs.length, in);
        for (byte q : inputs) {
            // Real values need not lie on a step.
            put(outer, q, inside, in, random.nextDouble(-0.4, 0.4));
        }
        OfficialRuntime runtime = OfficialRuntime.prepare();
        assertThat(runtime.run(file, outer.array())).isEqualTo(expected.array());
        assertThat(runtime.run(TfliteWriter.write(graph), outer.array())).isEqualTo(expected.array());
    }

    private static ByteBuffer buffer(int count, EdgeType edge) {
        return ByteBuffer.allocate(count * (edge == EdgeType.FLOAT32 ? Float.BYTES : 1))
                .order(ByteOrder.LITTLE_ENDIAN);
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
        int in = b.input("in", Shape.of(1, 8, 8, 3));
        int conv = b.conv2d("conv", in, 8, 3, Window.same(2), Activation.RELU);
        int sum = b.add(
                "sum", conv, b.depthwiseConv2d("filter", conv, 3, Window.same(1), Activation.NONE), Activation.NONE);
        return RandomInt8Models.fill(b.build(b.fullyConnected("dense", sum, 10, Activation.NONE)), 1);
    }
}
