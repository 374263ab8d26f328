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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GenerateRuntimeTest {
    @TempDir
    private Path directory;

    private Path model;
    private Path out;

    @BeforeEach
    void write() throws IOException {
        GraphBuilder b = new GraphBuilder("pool", DType.FLOAT32);
        int in = b.input("in", Shape.of(1, 4, 4, 2));
        byte[] bytes = TfliteWriter.write(b.build(b.maxPool2d("max", in, 2, 2, Window.same(2))));
        model = Files.write(directory.resolve("pool.tflite"), bytes);
        out = directory.resolve("out");
    }

    private CommandRunner.Result generate(String... more) {
        String[] all = new String[4 + more.length];
        System.arraycopy(new String[] {"generate", model.toString(), "--out", out.toString()}, 0, all, 0, 4);
        System.arraycopy(more, 0, all, 4, more.length);
        return CommandRunner.run(all);
    }

    @Test
    void writesAProjectForTfliteMicro() {
        CommandRunner.Result result = generate("--runtime", "tflm-cmsis-nn", "--core", "cortex-m55");
        assertThat(result.err()).isEmpty();
        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).contains("CMSIS-NN on a core with MVE", "bytes of flash", "main.cc");
        assertThat(out)
                .isDirectoryContaining("glob:**model.cc")
                .isDirectoryContaining("glob:**model.h")
                .isDirectoryContaining("glob:**tflm_ops.h")
                .isDirectoryContaining("glob:**README.md");
        assertThat(generate("--runtime", "tflm").out()).contains("Kept");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--core cortex-m4 --board microbit",
                "--runtime tvm",
                "--runtime tflm --core z80",
                "--runtime tflm --core cortex-m4 --board microbit",
                "--runtime tflm --sram 10KB",
                "--runtime tflm --schedule layer"
            })
    void whatDoesNotGoTogetherIsWrongUsage(String arguments) {
        CommandRunner.Result result = generate(arguments.isEmpty() ? new String[0] : arguments.split(" ", -1));
        assertThat(result.exitCode()).isEqualTo(ExitCodes.USAGE);
        assertThat(out).doesNotExist();
    }

    @Test
    void aBoardThatIsTooSmallIsRefused() throws IOException {
        GraphBuilder b = new GraphBuilder("large", DType.FLOAT32);
        int in = b.input("in", Shape.of(1, 64, 64, 2));
        Files.write(model, TfliteWriter.write(b.build(b.maxPool2d("max", in, 2, 2, Window.same(2)))));
        CommandRunner.Result result = generate("--runtime", "tflm", "--board", "microbit");
        assertThat(result.exitCode()).isEqualTo(ExitCodes.DOES_NOT_FIT);
        assertThat(result.err()).contains("microbit", "16,384", "Maybe");
        assertThat(out).doesNotExist();
    }
}
