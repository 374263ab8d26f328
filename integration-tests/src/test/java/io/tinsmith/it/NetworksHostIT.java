package io.tinsmith.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tinsmith.codegen.Firmware;
import io.tinsmith.codegen.FirmwareGenerator;
import io.tinsmith.codegen.FirmwareOptions;
import io.tinsmith.codegen.tflite.TfliteReader;
import io.tinsmith.codegen.tflite.TfliteWriter;
import io.tinsmith.graph.DType;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Interpreter;
import io.tinsmith.graph.Interpreters;
import io.tinsmith.graph.Quantization;
import io.tinsmith.graph.Rounding;
import io.tinsmith.graph.Tensor;
import io.tinsmith.graph.TensorData;
import io.tinsmith.memory.Fusion;
import io.tinsmith.memory.MemoryPlanner;
import io.tinsmith.memory.PlannerOptions;
import io.tinsmith.search.Architecture;
import io.tinsmith.search.Block;
import io.tinsmith.search.BlockKind;
import io.tinsmith.search.Head;
import io.tinsmith.search.Network;
import io.tinsmith.search.NetworkFamilies;
import io.tinsmith.search.NetworkFamily;
import io.tinsmith.search.NetworkSpace;
import io.tinsmith.search.Nonlinearity;
import io.tinsmith.search.Resolution;
import io.tinsmith.search.Stem;
import io.tinsmith.targets.Boards;
import io.tinsmith.training.quantize.Calibrator;
import io.tinsmith.training.quantize.Quantizer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Networks of each kind of block, with strides, shortcuts, groups and squeeze-and-excite, and of each other kind of space:
 * written to a {@code .tflite} file and read again, as C on the host equal to the interpreter in every byte, layer by layer
 * and fused.
 */
class NetworksHostIT {
    private static final int INPUTS = 3;

    /** Reads inputs from a file and prints the outputs, a line each. */
    private static final String MAIN = """
            #include <stdio.h>
            #include "tns_model.h"
            int main(void)
            {
                FILE *f = fopen("inputs", "rb");
                if (f == NULL || tns_model_init() != TNS_OK) {
                    return 1;
                }
                while (fread(tns_arena + TNS_INPUT_OFFSET, 1, TNS_INPUT_BYTES, f) == TNS_INPUT_BYTES) {
                    tns_model_invoke();
                    for (int i = 0; i < TNS_OUTPUT_BYTES; i++) {
                        printf("%d ", tns_arena[TNS_OUTPUT_OFFSET + i]);
                    }
                    printf("\\n");
                }
                return 0;
            }
            """;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource(BlockKind.class)
    void blocksEqualTheInterpreter(BlockKind kind) throws Exception {
        checkGeneratedCode(network(kind));
    }

    @ParameterizedTest
    @CsvSource({"cell-tiny, 1", "cell-tiny, 2", "trellis-tiny, 1", "trellis-tiny, 2", "pixels, 1"})
    void cellsAndTrellisesEqualTheInterpreter(String space, long seed) throws Exception {
        NetworkFamily family = space.equals("pixels") ? pixels() : NetworkFamilies.builtin(space);
        checkGeneratedCode(sample(family.members(2, 3).get(0), seed));
    }

    private static NetworkFamily pixels() {
        return NetworkFamilies.parse("pixels.yaml", """
                kind: trellis
                name: pixels
                task: pixels
                resolutions: [16]
                widthMultipliers: [1.0]
                stem: {strides: [2]}
                widths: [4, 8, 12]
                layers: 4
                operations: [identity, conv-3x3, dilated-3x3, max-pool-3x3]
                head: {width: 8}
                """);
    }

    private static <G> Network sample(NetworkSpace<G> space, long seed) {
        return space.decode(space.sample(new SplittableRandom(seed)));
    }

    private void checkGeneratedCode(Network network) throws Exception {
        Graph random = quantized(network.toGraph(DType.FLOAT32));
        Path file = directory.resolve("model.tflite");
        Files.write(file, TfliteWriter.write(random));
        Graph graph = TfliteReader.read(file, Rounding.DOUBLE);
        List<byte[]> inputs = inputs(graph);
        Interpreter original = Interpreters.int8(random);
        Interpreter interpreter = Interpreters.int8(graph);
        List<String> expected = new ArrayList<>();
        for (byte[] input : inputs) {
            byte[] output = interpreter.run(new TensorData.Int8(input)).int8();
            assertThat(output)
                    .isEqualTo(original.run(new TensorData.Int8(input)).int8());
            StringBuilder line = new StringBuilder();
            for (byte b : output) {
                line.append(b).append(' ');
            }
            expected.add(line.toString());
        }
        assertThat(expected).doesNotHaveDuplicates();
        for (Fusion fusion : List.of(Fusion.IN_PLACE, Fusion.FUSED)) {
            assertThat(run(graph, fusion, inputs)).as(fusion.name()).isEqualTo(expected);
        }
    }

    private static Architecture network(BlockKind kind) {
        Block down = Block.of(kind, 16, 3, 2);
        Block same = Block.of(kind, 16, 5, 1);
        if (kind.expands()) {
            down = down.withExpansion(2);
            same = same.withExpansion(2);
        }
        if (kind.hasGroups()) {
            down = down.withGroups(2);
            same = same.withGroups(4);
        }
        Block last = same.withActivation(Nonlinearity.HARD_SWISH);
        if (kind.mayExcite()) {
            last = last.withSqueezed(4);
        }
        Stem stem = new Stem(8, 4, 3, 1, 1, true, Nonlinearity.RELU);
        Head head = new Head(12, 6, Nonlinearity.HARD_SWISH);
        return new Architecture(new Resolution(18, 14), 2, stem, List.of(down, same, last), head, 5);
    }

    /** With random weights, calibrated on random inputs. */
    private static Graph quantized(Graph structure) {
        SplittableRandom random = new SplittableRandom(2);
        List<Tensor> tensors = new ArrayList<>(structure.tensors());
        for (int i = 0; i < tensors.size(); i++) {
            Tensor t = tensors.get(i);
            if (t.isParameter()) {
                double fanIn = t.shape().rank() == 1
                        ? 25
                        : (double) t.shape().elements()
                                / t.shape().dim(t.shape().dim(0) == 1 ? 3 : 0);
                float[] values = uniform(random, Math.toIntExact(t.shape().elements()), Math.sqrt(6 / fanIn));
                tensors.set(i, t.withData(new TensorData.Float32(values)));
            }
        }
        Graph graph = structure.withTensors(tensors);
        int size = Math.toIntExact(graph.input().shape().elements());
        List<float[]> samples =
                IntStream.range(0, 8).mapToObj(i -> uniform(random, size, 1)).toList();
        return Quantizer.quantize(graph, Calibrator.minMax(graph, samples), Quantization.perTensor(1f / 128, 0));
    }

    private static float[] uniform(SplittableRandom random, int count, double most) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) (most * (2 * random.nextDouble() - 1));
        }
        return values;
    }

    private static List<byte[]> inputs(Graph graph) {
        SplittableRandom random = new SplittableRandom(1);
        return IntStream.range(0, INPUTS)
                .mapToObj(i -> {
                    byte[] input = new byte[Math.toIntExact(graph.input().bytes())];
                    random.nextBytes(input);
                    return input;
                })
                .toList();
    }

    private List<String> run(Graph graph, Fusion fusion, List<byte[]> inputs) throws Exception {
        Path project = directory.resolve(fusion.name());
        Firmware firmware = FirmwareGenerator.generate(
                MemoryPlanner.plan(graph, PlannerOptions.quick().with(fusion)),
                Boards.byName("netduino-plus-2"),
                FirmwareOptions.of(String.join("", Collections.nCopies(64, "0"))),
                project);
        Path folder = firmware.directory();
        Files.writeString(folder.resolve("main.c"), MAIN);
        try (var out = Files.newOutputStream(folder.resolve("inputs"))) {
            for (byte[] input : inputs) {
                out.write(input);
            }
        }
        List<String> command = new ArrayList<>(List.of(
                "gcc",
                "-std=c99",
                "-O1",
                "-fsanitize=address,undefined",
                "-fno-sanitize-recover=all",
                "-Imodel",
                "-Iruntime",
                "-DTNS_ROUNDING=TNS_ROUNDING_DOUBLE",
                "-DTNS_WEIGHT_QUADS=1",
                "main.c",
                "-o",
                "host"));
        for (String part : List.of("model", "runtime")) {
            try (Stream<Path> files = Files.list(folder.resolve(part))) {
                files.map(f -> part + "/" + f.getFileName())
                        .filter(f -> f.endsWith(".c") && !f.endsWith("tns_selftest.c"))
                        .sorted()
                        .forEach(command::add);
            }
        }
        assertThat(output(folder, command)).isEmpty();
        return output(folder, List.of(folder.resolve("host").toAbsolutePath().toString()));
    }

    private static List<String> output(Path folder, List<String> command) throws Exception {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(text).isZero();
        return text.lines().toList();
    }
}
