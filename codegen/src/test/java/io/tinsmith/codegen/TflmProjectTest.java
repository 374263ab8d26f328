package io.tinsmith.codegen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tinsmith.codegen.tflite.RandomModels;
import io.tinsmith.codegen.tflite.TfliteWriter;
import io.tinsmith.codegen.tflite.TflmReader;
import io.tinsmith.graph.Activation;
import io.tinsmith.graph.DType;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.GraphBuilder;
import io.tinsmith.graph.Shape;
import io.tinsmith.graph.Window;
import io.tinsmith.memory.tflm.TflmArena;
import io.tinsmith.memory.tflm.TflmModel;
import io.tinsmith.memory.tflm.TflmOp;
import io.tinsmith.memory.tflm.TflmRevision;
import io.tinsmith.memory.tflm.TflmSubgraph;
import io.tinsmith.memory.tflm.TflmTarget;
import io.tinsmith.memory.tflm.TflmTensor;
import io.tinsmith.memory.tflm.TflmType;
import io.tinsmith.memory.tflm.TflmWindow;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The C++ is compiled against small headers with the API of TFLM, since TFLM itself is not here. */
class TflmProjectTest {
    private static final TflmTarget TARGET = new TflmTarget(TflmTarget.Kernels.CMSIS_NN, TflmTarget.Extension.DSP);

    @TempDir
    private Path directory;

    private static byte[] network(DType type) {
        GraphBuilder b = new GraphBuilder("small", type);
        int in = b.input("in", Shape.of(1, 6, 6, 2));
        int conv = b.conv2d("conv", in, 4, 3, Window.same(2), Activation.RELU);
        Graph graph = b.build(b.fullyConnected("dense", conv, 3, Activation.NONE));
        return TfliteWriter.write(RandomModels.fill(graph, 4));
    }

    private boolean write(byte[] file) throws IOException {
        TflmModel model = TflmReader.read(file);
        return TflmProject.write("small.tflite", file, model, arena(model), "00ff", directory);
    }

    private static TflmArena arena(TflmModel model) {
        return TflmArena.of(model, TARGET, TflmRevision.newest());
    }

    /** The interpreter of the test shows as an output what was put in: a sensor's 0 is 3 in int8, and is read as 0. */
    @ParameterizedTest
    @CsvSource({"INT8, c++11", "INT8, c++17", "FLOAT32, c++17"})
    void runsOnTheHost(DType type, String standard) throws IOException, InterruptedException, URISyntaxException {
        byte[] file = network(type);
        write(file);
        String stub = "-DSTUB_TYPE=" + (type == DType.INT8 ? "kTfLiteInt8" : "kTfLiteFloat32");
        compile("g++", standard, stub, "main.cc", "model.cc", "-o", "program");
        Commands.Result result = Commands.run(
                directory, directory.resolve("program").toAbsolutePath().toString());
        long bytes = arena(TflmReader.read(file)).smallestBytes();
        assertThat(result.output())
                .isEqualTo("The arena: " + bytes + " bytes, " + bytes + " used\n"
                        + "output 0 0: 0 / 1000\noutput 0 1: 0 / 1000\noutput 0 2: 0 / 1000\n");
        assertThat(result.exitCode()).isZero();
    }

    @Test
    void compilesForTheBoard() throws IOException, InterruptedException, URISyntaxException {
        write(network(DType.INT8));
        for (String source : List.of("main.cc", "model.cc")) {
            compile(
                    "arm-none-eabi-g++",
                    "c++17",
                    "-DSTUB_TYPE=kTfLiteInt8",
                    "-mcpu=cortex-m4",
                    "-mthumb",
                    "-fno-exceptions",
                    "-fno-rtti",
                    "-c",
                    source);
        }
    }

    private void compile(String compiler, String standard, String... more)
            throws IOException, InterruptedException, URISyntaxException {
        Path api = Path.of(TflmProjectTest.class.getResource("tflm").toURI());
        List<String> command = new ArrayList<>(List.of(
                compiler, "-std=" + standard, "-Os", "-Wall", "-Wextra", "-Werror", "-isystem", api.toString()));
        command.addAll(List.of(more));
        Commands.Result result = Commands.run(directory, new byte[0], command);
        assertThat(result.output()).isEmpty();
        assertThat(result.exitCode()).isZero();
    }

    @Test
    void tellsWhatTheArenaHoldsFor() throws IOException {
        byte[] file = network(DType.INT8);
        write(file);
        assertThat(Files.readString(directory.resolve("tflm_ops.h")))
                .contains("kArenaBytes = " + arena(TflmReader.read(file)).smallestBytes() + ";")
                .contains("TFLite Micro 90b983c2b", "CMSIS-NN on a core with DSP", "predicted and not measured")
                .contains("MicroMutableOpResolver<2>", "resolver.AddConv2D()", "resolver.AddFullyConnected()");
        assertThat(Files.readString(directory.resolve("README.md")))
                .contains(file.length + " bytes of flash", "| CONV_2D | 3 | 1 |", "`Sensor0`", "in: 1x6x6x2 int8")
                .doesNotContain("@");
    }

    @Test
    void keepsTheMainProgramOfTheUser() throws IOException {
        assertThat(write(network(DType.INT8))).isTrue();
        Files.writeString(directory.resolve("main.cc"), "// mine\n");
        assertThat(write(network(DType.FLOAT32))).isFalse();
        assertThat(directory.resolve("main.cc")).hasContent("// mine\n");
        assertThat(Files.readString(directory.resolve("README.md"))).contains("in: 1x6x6x2 float32");
    }

    @Test
    void leavesOtherDirectoriesAlone() throws IOException {
        Files.writeString(directory.resolve("main.cc"), "// mine\n");
        assertThatThrownBy(() -> write(network(DType.INT8)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("not empty", "Maybe");
        assertThat(directory).isDirectoryNotContaining("glob:**README.md");
    }

    @Test
    void refusesAnOpWhoseMemoryIsUnknown() {
        TflmModel model = model("SVDF", TflmType.INT8);
        assertThatThrownBy(() -> TflmProject.write("m", new byte[1], model, arena(model), "", directory))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("op 0 (SVDF, 1x4 to 1x4)", "Maybe");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void refusesAnInputThatNoProgramFills() {
        TflmModel model = model("RESHAPE", TflmType.COMPLEX64);
        assertThatThrownBy(() -> TflmProject.write("m", new byte[1], model, arena(model), "", directory))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("input 0", "COMPLEX64", "Maybe");
    }

    @ParameterizedTest
    @EnumSource(names = {"UINT8", "INT16", "INT32", "BOOL"})
    void otherTypesCompile(TflmType type) throws IOException, InterruptedException, URISyntaxException {
        TflmModel model = model("RESHAPE", type);
        TflmProject.write("m", new byte[] {1, 2, 3}, model, arena(model), "", directory);
        compile("g++", "c++11", "-DSTUB_TYPE=kTfLiteInt8", "-fsyntax-only", "main.cc");
    }

    private static TflmModel model(String op, TflmType type) {
        TflmTensor in = new TflmTensor("in", type, List.of(1, 4), false, false, 1);
        TflmTensor out = new TflmTensor("out", type, List.of(1, 4), false, false, 1);
        TflmOp only = new TflmOp(op, false, 1, List.of(0), List.of(1), TflmWindow.NONE, List.of());
        return new TflmModel(
                List.of(new TflmSubgraph(List.of(in, out), List.of(0), List.of(1), List.of(only))), List.of());
    }
}
