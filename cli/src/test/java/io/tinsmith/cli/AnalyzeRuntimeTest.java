package io.tinsmith.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tinsmith.codegen.tflite.TfliteWriter;
import io.tinsmith.graph.DType;
import io.tinsmith.graph.GraphBuilder;
import io.tinsmith.graph.Shape;
import io.tinsmith.graph.Window;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnalyzeRuntimeTest {
    @TempDir
    private Path directory;

    private Path model;

    @BeforeEach
    void write() throws IOException {
        GraphBuilder b = new GraphBuilder("pool", DType.FLOAT32);
        int in = b.input("in", Shape.of(1, 4, 4, 2));
        byte[] bytes = TfliteWriter.write(b.build(b.maxPool2d("max", in, 2, 2, Window.same(2))));
        model = Files.write(directory.resolve("pool.tflite"), bytes);
    }

    /**
     * In 128 and out 32 bytes. 124 the allocator's own, 8, two eval tensors 24, a node 32, options 40: 228; data 32, 272;
     * pointer and tensor of the input, 288 and 320, of the output, 336 and 368.
     */
    @Test
    void showsTheArenaOfTfliteMicro() {
        CommandRunner.Result result =
                CommandRunner.run("analyze", model.toString(), "--runtime", "tflm", "--board", "microbit");
        assertThat(result.err()).isEmpty();
        assertThat(result.exitCode()).isZero();
        assertThat(result.out())
                .contains(
                        "pool.tflite in TFLite Micro 90b983c2b", "reference kernels", "board microbit has 16,384 bytes")
                .containsPattern("as planned +160")
                .containsPattern("persistent +368")
                .containsPattern("arena_used_bytes\\(\\) +528")
                .contains("resolver.AddMaxPool2D()", "CMSIS-NN on a core with MVE");
    }

    @Test
    void jsonHoldsAllOfIt() {
        CommandRunner.Result result =
                CommandRunner.run("analyze", model.toString(), "--runtime", "tflm-cmsis-nn", "--json");
        assertThat(result.exitCode()).isZero();
        assertThat(result.out())
                .startsWith("{")
                .contains("\"arenaUsedBytes\" : 528", "\"schemaVersion\" : 1", "\"complete\" : true", "AddMaxPool2D()");
    }

    @Test
    void aBoardAloneIsWhoseTimeIsPredicted() {
        assertThat(CommandRunner.run("analyze", model.toString(), "--board", "microbit"))
                .satisfies(result -> assertThat(result.exitCode()).isEqualTo(ExitCodes.OK))
                .satisfies(result -> assertThat(result.out()).contains("predicted, microbit", "milliseconds of it"));
    }

    @Test
    void whatDoesNotGoTogetherIsWrongUsage() {
        assertThat(CommandRunner.run("analyze", model.toString(), "--runtime", "tvm"))
                .satisfies(result -> assertThat(result.exitCode()).isEqualTo(ExitCodes.USAGE))
                .satisfies(result -> assertThat(result.err()).contains("tflm-cmsis-nn"));
        assertThat(CommandRunner.run("analyze", model.toString(), "--runtime", "tflm", "--sram", "10KB")
                        .exitCode())
                .isEqualTo(ExitCodes.USAGE);
    }
}
