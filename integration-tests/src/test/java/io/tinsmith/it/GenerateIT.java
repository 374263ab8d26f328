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
import io.tinsmith.graph.Window;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
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

    private static String run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = Main.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        assertThat(line.execute(arguments)).as(err.toString()).isZero();
        return out.toString();
    }
}
