package io.tinsmith.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import io.tinsmith.graph.EdgeType;
import io.tinsmith.graph.Edges;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Quantization;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the header offers where the model's file takes and gives another type than int8. */
class EdgeCodeIT {
    @TempDir
    private Path directory;

    @Test
    void realValuesBecomeBytesAndBack() throws Exception {
        Graph graph = TestGraphs.dense(1).withEdges(Edges.all(1, EdgeType.FLOAT32, 1, EdgeType.FLOAT32));
        Path program =
                HostBuild.compile(HostBuild.generate(graph, directory), graph, "host_edges.c", "model", "runtime");
        Quantization in = graph.input().requireQuantization();
        Quantization out = graph.output().requireQuantization();
        float scale = in.scale();
        List<Float> reals = new ArrayList<>(List.of(
                Float.NaN,
                Float.POSITIVE_INFINITY,
                Float.NEGATIVE_INFINITY,
                Float.MAX_VALUE,
                0f,
                0.5f * scale,
                -0.5f * scale,
                -1.5f * scale,
                Math.nextDown(0.5f) * scale));
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 2000; i++) {
            reals.add((float) random.nextDouble(-300 * scale, 300 * scale));
        }
        ByteBuffer raw = ByteBuffer.allocate(Float.BYTES * reals.size()).order(ByteOrder.LITTLE_ENDIAN);
        reals.forEach(raw::putFloat);
        List<String> expected = new ArrayList<>();
        for (float real : reals) {
            // Halves away from 0.
            double steps = real / scale;
            double q = Math.signum(steps) * Math.floor(Math.abs(steps) + 0.5) + in.zeroPoint();
            expected.add(Integer.toString(Double.isNaN(q) ? -128 : (int) Math.max(-128, Math.min(127, q))));
        }

        List<String> lines = Commands.run(directory, raw.array(), List.of(program.toString()))
                .output()
                .lines()
                .toList();

        assertThat(lines.subList(0, reals.size())).isEqualTo(expected);
        for (int q = -128; q <= 127; q++) {
            assertThat(Float.parseFloat(lines.get(reals.size() + 128 + q)))
                    .isEqualTo(out.scale() * (q - out.zeroPoint()));
        }
    }

    @Test
    void bytesFrom0To255AreTold() throws Exception {
        HostBuild.generate(TestGraphs.dense(1).withEdges(Edges.all(1, EdgeType.UINT8, 1, EdgeType.INSIDE)), directory);
        assertThat(Files.readString(directory.resolve("model/tns_model.h")))
                .contains("file takes uint8: bytes that are 128 higher")
                .doesNotContain("file gives", "tns_input_of");
    }

    @Test
    void eachOfSeveralHasItsOwn() throws Exception {
        Edges edges = new Edges(
                List.of(EdgeType.INSIDE, EdgeType.FLOAT32, EdgeType.UINT8),
                List.of(EdgeType.FLOAT32, EdgeType.INSIDE, EdgeType.INSIDE));
        Graph graph = TestGraphs.severalEnds(1).withEdges(edges);
        HostBuild.compile(HostBuild.generate(graph, directory), graph, "host_invoke.c", "model", "runtime");
        assertThat(Files.readString(directory.resolve("model/tns_model.h")))
                .contains(
                        "/* Input 1, right: [1x12x10x2], real = scale * (q - zero point). */",
                        "tns_input_1_of(float real)",
                        "takes uint8 as Input 2, state",
                        "tns_output_0_real(int8_t q)")
                .doesNotContain("tns_input_0_of", "tns_output_1_real");
    }
}
