package io.tinsmith.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tinsmith.cli.Main;
import io.tinsmith.codegen.tflite.TfliteWriter;
import io.tinsmith.graph.Activation;
import io.tinsmith.graph.DType;
import io.tinsmith.graph.EdgeType;
import io.tinsmith.graph.Edges;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.GraphBuilder;
import io.tinsmith.graph.Shape;
import io.tinsmith.graph.Tensor;
import io.tinsmith.graph.TensorData;
import io.tinsmith.graph.Window;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** From a {@code .tflite} to an emulated board by the command line alone. */
@Timeout(300)
class GenerateIT {
    @TempDir
    private Path directory;

    @Test
    void modelOfSeveralInputsAndOutputsRunsAsItsInterpreterDoes() throws Exception {
        GraphBuilder b = new GraphBuilder("several", DType.INT8);
        int image = b.input("image", Shape.of(1, 16, 16, 3));
        int state = b.input("state", Shape.of(1, 6));
        int map = b.conv2d("map", image, 8, 3, Window.same(2), Activation.RELU6);
        int head = b.depthwiseConv2d("head", map, 3, Window.same(2), Activation.RELU6);
        int pooled = b.reshape("flat", b.globalAveragePool("pool", head), Shape.of(1, 8));
        int next = b.add("next", b.fullyConnected("features", pooled, 6, Activation.NONE), state, Activation.NONE);
        Graph structure = b.build(b.softmax("classes", b.fullyConnected("dense", next, 4, Activation.NONE)), map, next);
        Edges edges = new Edges(
                List.of(EdgeType.UINT8, EdgeType.FLOAT32), List.of(EdgeType.FLOAT32, EdgeType.INSIDE, EdgeType.INSIDE));
        Graph graph = RandomInt8Models.fill(structure, 5).withEdges(edges);
        Path model = Files.write(directory.resolve("several.tflite"), TfliteWriter.write(graph));
        String firmware = directory.resolve("firmware").toString();

        assertThat(run("generate", model.toString(), "--board", "netduino-plus-2", "--out", firmware))
                .contains("The file takes uint8, float32 and gives float32, int8", "20 random test vectors");
        assertThat(run("bench", firmware)).contains("20 of 20 outputs equal in every byte");
    }

    @Test
    void channelsThatNoInputChangesAreLeftOut() throws Exception {
        GraphBuilder b = new GraphBuilder("dead", DType.INT8);
        int image = b.input("image", Shape.of(1, 12, 12, 3));
        int wide = b.conv2d("wide", image, 24, 3, Window.same(2), Activation.RELU);
        int deep = b.depthwiseConv2d("deep", wide, 3, Window.same(1), Activation.RELU);
        int map = b.conv2d("map", deep, 12, 1, Window.same(1), Activation.RELU);
        Graph filled = RandomInt8Models.fill(
                b.build(b.fullyConnected("dense", b.globalAveragePool("pool", map), 4, Activation.NONE)), 7);
        // Without weights a filter always gives what its bias alone does, below zero here.
        Graph graph = withoutWeights(withoutWeights(filled, "wide", 10), "map", 7);
        Path model = Files.write(directory.resolve("dead.tflite"), TfliteWriter.write(graph));
        String firmware = directory.resolve("firmware").toString();
        String all = directory.resolve("all").toString();

        // Of 24 filters 14 stay, and two to make the multiple of four; of 12 five and three.
        assertThat(run("analyze", model.toString())).contains("20 of 64 channels are the same for every input");
        assertThat(run("generate", model.toString(), "--board", "netduino-plus-2", "--out", firmware))
                .contains("20 of 64 channels are the same for every input");
        assertThat(run("generate", model.toString(), "--board", "netduino-plus-2", "--all-channels", "--out", all))
                .doesNotContain("the same for every input");
        // The expected outputs are those of the whole model.
        assertThat(run("bench", firmware)).contains("20 of 20 outputs equal in every byte");
    }

    private static Graph withoutWeights(Graph graph, String conv, int filters) {
        List<Tensor> tensors = new ArrayList<>(graph.tensors());
        for (int i = 0; i < tensors.size(); i++) {
            Tensor t = tensors.get(i);
            if (t.name().equals(conv + "/weights")) {
                byte[] values = t.int8().clone();
                Arrays.fill(values, 0, filters * values.length / t.shape().dim(0), (byte) 0);
                tensors.set(i, t.withData(new TensorData.Int8(values)));
            } else if (t.name().equals(conv + "/bias")) {
                int[] values = t.int32().clone();
                Arrays.fill(values, 0, filters, -1);
                tensors.set(i, t.withData(new TensorData.Int32(values)));
            }
        }
        return graph.withTensors(tensors);
    }

    private static String run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = Main.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        assertThat(line.execute(arguments)).as(err.toString()).isZero();
        return out.toString();
    }
}
