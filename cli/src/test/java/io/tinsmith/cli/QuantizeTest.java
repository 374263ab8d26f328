package io.tinsmith.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tinsmith.codegen.tflite.TfliteReader;
import io.tinsmith.codegen.tflite.TfliteWriter;
import io.tinsmith.graph.Activation;
import io.tinsmith.graph.DType;
import io.tinsmith.graph.EdgeType;
import io.tinsmith.graph.Edges;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.GraphBuilder;
import io.tinsmith.graph.Quantization;
import io.tinsmith.graph.Rounding;
import io.tinsmith.graph.Shape;
import io.tinsmith.graph.Tensor;
import io.tinsmith.graph.TensorData;
import io.tinsmith.graph.UnaryFunction;
import io.tinsmith.graph.Window;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuantizeTest {
    @TempDir
    private Path directory;

    private Path model;
    private Path out;

    @BeforeEach
    void write() throws IOException {
        GraphBuilder b = new GraphBuilder("net", DType.FLOAT32);
        int c = b.conv2d("conv", b.input("image", Shape.of(1, 8, 8, 1)), 8, 3, Window.same(2), Activation.NONE);
        int p = b.globalAveragePool("pool", b.unary("relu", c, UnaryFunction.RELU6));
        Graph structure = b.build(b.softmax("classes", b.fullyConnected("dense", p, 4, Activation.NONE)));
        SplittableRandom random = new SplittableRandom(1);
        List<Tensor> tensors = new ArrayList<>();
        for (Tensor t : structure.tensors()) {
            float[] values = new float[(int) t.shape().elements()];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) random.nextDouble(-1, 1);
            }
            tensors.add(t.isParameter() ? t.withData(new TensorData.Float32(values)) : t);
        }
        model = Files.write(directory.resolve("net.tflite"), TfliteWriter.write(structure.withTensors(tensors)));
        out = directory.resolve("int8.tflite");
    }

    @Test
    void writesAnInt8ModelAndTellsWhatEachLayerLoses() throws IOException {
        Path json = directory.resolve("report.json");
        CommandRunner.Result result = run("random", "--json", json.toString());
        assertThat(result.err()).isEmpty();
        assertThat(result.exitCode()).isZero();
        assertThat(result.out())
                .contains("200 samples", "calibrate poorly", "SNR, dB", "Conv2d", "Softmax", "ops: 4, were 5");
        assertThat(json).content().contains("\"schemaVersion\" : 1", "\"outputSnrDecibels\"", "\"sameClass\"");
        Graph graph = TfliteReader.read(out, Rounding.DOUBLE);
        assertThat(graph.input().type()).isEqualTo(DType.INT8);
        assertThat(graph.output().requireQuantization()).isEqualTo(Quantization.perTensor(1f / 256, -128));
    }

    @Test
    void theSameCommandWritesTheSameBytes() throws IOException {
        run("random");
        byte[] first = Files.readAllBytes(out);
        run("random");
        assertThat(out).hasBinaryContent(first);
    }

    @Test
    void takesTheInputsQuantization() throws IOException {
        assertThat(run("random", "--input-quantization", "0.00390625,-128").exitCode())
                .isZero();
        assertThat(TfliteReader.read(out, Rounding.DOUBLE).input().requireQuantization())
                .isEqualTo(Quantization.perTensor(1f / 256, -128));
        CommandRunner.Result wrong = run("random", "--input-quantization", "0.1,500");
        assertThat(wrong.exitCode()).isEqualTo(ExitCodes.FAILURE);
        assertThat(wrong.err()).contains("zero point", "Maybe");
    }

    @Test
    void refusesWhatItCannotDoAndWritesNothing() throws IOException {
        fails(run("random", "--input-type", "int16"), "int16", "uint8");
        fails(run("random", "--keep-float", "middle"), "middle");
        fails(run("random", "--samples", "random"), "1 inputs", "2 times");
        fails(run("random", "--mean", "1,2"), "[1.0, 2.0]", "1 channels");
        fails(run("random", "--percentile", "40"), "percentile (40.0)");
        fails(run("nowhere.npy"), "nowhere.npy", "check the path");
        fails(run("random", "--max-samples", "0"), "--max-samples (0)");
        fails(run("random", "--input-range", "3"), "--input-range", "LOW,HIGH");
        fails(CommandRunner.run("quantize", model.toString(), "-o", out.toString()), "--samples");
        assertThat(out).doesNotExist();
    }

    @Test
    void convertsAtTheEdges() throws IOException {
        assertThat(run("random").exitCode()).isZero();
        Graph plain = TfliteReader.read(out, Rounding.DOUBLE);
        CommandRunner.Result result = run("random", "--input-type", "float32", "--output-type", "UINT8");
        assertThat(result.err()).isEmpty();
        assertThat(result.out()).contains("takes float32 and gives uint8");
        assertThat(TfliteReader.read(out, Rounding.DOUBLE))
                .usingRecursiveComparison()
                .isEqualTo(plain.withEdges(Edges.all(1, EdgeType.FLOAT32, 1, EdgeType.UINT8)));
        assertThat(CommandRunner.run("analyze", out.toString()).out())
                .contains("takes float32 and gives uint8; the network is int8 inside");
        Path firmware = directory.resolve("firmware");
        CommandRunner.Result generated = CommandRunner.run(
                "generate", out.toString(), "--board", "netduino-plus-2", "--out", firmware.toString());
        assertThat(generated.out()).contains("takes float32", "tns_model.h");
        assertThat(firmware.resolve("model/tns_model.h")).content().contains("tns_input_of", "gives uint8");
    }

    @Test
    void keepsLayersInFloat() throws IOException {
        CommandRunner.Result result = run("random", "--keep-float", "first,last", "--output-type", "float32");
        assertThat(result.err()).isEmpty();
        assertThat(result.out())
                .contains(
                        "Conv2d, float32",
                        "AveragePool2d ",
                        "FullyConnected, float32",
                        "Softmax, float32",
                        "have no C here");
        CommandRunner.Result generated = CommandRunner.run(
                "generate",
                out.toString(),
                "--board",
                "netduino-plus-2",
                "--out",
                directory.resolve("firmware").toString());
        fails(generated, "within the network", "float32");
        assertThat(run("random", "--int16", "first", "--keep-float", "LAST").out())
                .contains("Conv2d, int16x8", "AveragePool2d ", "FullyConnected, float32", "have no C here");
        fails(run("random", "--int16", "first", "--keep-float", "first"), "FIRST", "at once");
    }

    @Test
    void takesSamplesOfEachInput() throws IOException {
        GraphBuilder b = new GraphBuilder("two", DType.FLOAT32);
        int left = b.input("left", Shape.of(1, 2, 2, 1));
        int right = b.input("right", Shape.of(1, 2, 2, 3));
        Graph two = b.build(b.concat("join", left, right));
        Files.write(model, TfliteWriter.write(two));
        Files.writeString(directory.resolve("left.csv"), "1,2,3,4\n0,0,0,0\n");
        Files.writeString(directory.resolve("right.csv"), "9,9,9,9,9,9,9,9,9,9,9,9\n-8,0,0,0,0,0,0,0,0,0,0,0\n");
        String first = directory.resolve("left.csv").toString();
        String second = directory.resolve("right.csv").toString();
        CommandRunner.Result result = run(first, "--samples", second, "--calibration", "minmax");
        assertThat(result.err()).isEmpty();
        assertThat(result.out()).contains("2 samples", "left.csv", "right.csv");
        Graph graph = TfliteReader.read(out, Rounding.DOUBLE);
        assertThat(graph.tensor(graph.inputs().get(0)).requireQuantization().scale())
                .isEqualTo(4 / 255f);
        assertThat(graph.tensor(graph.inputs().get(1)).requireQuantization().scale())
                .isEqualTo(17 / 255f);
        assertThat(run("random").exitCode()).isZero();
        Files.writeString(directory.resolve("left.csv"), "1,2,3,4\n");
        fails(run(first, "--samples", second), "are 1", "2", "belong together");
        fails(run(first), "2 inputs", "1 times");
    }

    @Test
    void refusesAModelThatIsQuantizedAlready() {
        run("random");
        CommandRunner.Result again = CommandRunner.run(
                "quantize",
                out.toString(),
                "--samples",
                "random",
                "-o",
                directory.resolve("x.tflite").toString());
        fails(again, "quantized already", "Maybe");
    }

    @Test
    void neverWritesOverTheModel() throws IOException {
        byte[] before = Files.readAllBytes(model);
        fails(
                CommandRunner.run("quantize", model.toString(), "--samples", "random", "-o", model.toString()),
                "the model itself");
        assertThat(model).hasBinaryContent(before);
    }

    private CommandRunner.Result run(String samples, String... more) {
        List<String> args =
                new ArrayList<>(List.of("quantize", model.toString(), "--samples", samples, "-o", out.toString()));
        args.addAll(List.of(more));
        return CommandRunner.run(args.toArray(String[]::new));
    }

    private static void fails(CommandRunner.Result result, String... parts) {
        assertThat(result.exitCode()).isNotZero();
        assertThat(result.err()).contains(parts).contains("Maybe").doesNotContain("\tat ");
    }
}
