package io.tinsmith.codegen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tinsmith.graph.Activation;
import io.tinsmith.graph.DType;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.GraphBuilder;
import io.tinsmith.graph.Rounding;
import io.tinsmith.graph.Shape;
import io.tinsmith.graph.Window;
import io.tinsmith.memory.Accumulation;
import io.tinsmith.memory.Placement;
import io.tinsmith.memory.Ring;
import io.tinsmith.memory.Schedule;
import io.tinsmith.memory.Step;
import io.tinsmith.targets.Board;
import io.tinsmith.targets.Boards;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirmwareGeneratorTest {
    @TempDir
    private Path directory;

    @Test
    void refusesTheRoundingThatHasNoKernels() {
        Graph graph = TestGraphs.invertedResidual(1).withRounding(Rounding.FLOAT);
        assertThatThrownBy(() -> HostBuild.generate(graph, directory)).hasMessageContaining("rounds as FLOAT");
    }

    @Test
    void sourceHoldsPlanAndNumerics() throws IOException {
        Graph graph = TestGraphs.invertedResidual(1).withRounding(Rounding.SINGLE);
        Firmware firmware = HostBuild.generate(graph, directory);

        assertThat(read("model/tns_model.h"))
                .contains("#define TNS_ARENA_BYTES " + firmware.arenaBytes() + "\n")
                .contains("#define TNS_MODEL_SHA256 \"" + HostBuild.SHA + "\"")
                .contains("#define TNS_INPUT_BYTES 429\n") // 13 * 11 * 3
                .contains("#define TNS_ROUNDING_NAME \"single\"")
                .contains("#if TNS_RUNTIME_ABI != 1\n#error")
                .contains("Regenerate")
                .contains("#define TNS_MODEL_NAME \"inverted_residual\"");
        assertThat(read("model/tns_model.c"))
                .contains("tns_conv_s8(&stem_params, ")
                .contains("tns_conv_1x1_s8(&b1_expand_params, ")
                .contains("tns_depthwise_inplace_s8(&b1_depthwise_params, ")
                .contains("tns_depthwise_s8(&for_params_2, ")
                .contains("TNS_ASSERT(0, ")
                .contains("TNS_DEPTHWISE_INPLACE_SCRATCH(1, 6, 15) <= 180") // (1 + 1) rows of 6 pixels of 15 channels
                .doesNotContain("memcpy");
        assertThat(read("Makefile")).contains("-DTNS_ROUNDING=TNS_ROUNDING_SINGLE");
        assertThat(firmware.opNames()).hasSize(graph.ops().size()).startsWith("stem", "b1/expand");
    }

    @Test
    void onlyTheRuntimeThatTheModelUsesIsThere() throws IOException {
        HostBuild.generate(TestGraphs.dense(1), directory);

        assertThat(directory.resolve("runtime/tns_dense_s8.c")).exists();
        assertThat(directory.resolve("runtime/tns_kernels.h")).exists();
        assertThat(directory.resolve("runtime/tns_conv_s8.c")).doesNotExist();
        assertThat(directory.resolve("port/stm32f7")).doesNotExist();
    }

    @Test
    void sameArgumentsGiveTheSameFiles(@TempDir Path other) throws IOException {
        HostBuild.generate(TestGraphs.invertedResidual(1), directory);
        HostBuild.generate(TestGraphs.invertedResidual(1), other);

        assertThat(files(other)).isEqualTo(files(directory)).isNotEmpty();
    }

    @Test
    void secondModelReplacesTheFirst() throws IOException {
        HostBuild.generate(TestGraphs.invertedResidual(1), directory);
        HostBuild.generate(TestGraphs.dense(1), directory);

        assertThat(directory.resolve("runtime/tns_conv_s8.c")).doesNotExist();
    }

    @Test
    void linkerRegionsAreTheLesserOfBoardAndBudget() throws IOException {
        FirmwareOptions options = FirmwareOptions.of(HostBuild.SHA).withBudget(100_000, 8L << 20);
        Firmware firmware = FirmwareGenerator.generate(
                HostBuild.plan(TestGraphs.dense(1)), Boards.byName("nucleo-f746zg"), options, directory);

        assertThat(firmware.sramBytes()).isEqualTo(99_840); // 390 * 256
        assertThat(read("linker/board.ld"))
                .contains("FLASH (rx) : ORIGIN = 0x08000000, LENGTH = 1048576")
                .contains("RAM (rw) : ORIGIN = 0x20000000, LENGTH = 99840")
                .contains("== " + firmware.arenaBytes() + ", \"the arena has not the planned size\"");
        assertThat(read("Makefile")).contains("target/stm32f7x.cfg");
        assertThat(read("linker/emulated.ld")).contains("FLASH (rx) : ORIGIN = 0x00000000, LENGTH = 1048576");
    }

    @Test
    void readMeSaysWhetherTheInputSurvives() throws IOException {
        HostBuild.generate(TestGraphs.dense(1), directory);
        assertThat(read("README.md")).contains("leaves its inputs as they were");

        HostBuild.generate(TestGraphs.invertedResidual(1), directory);
        assertThat(read("README.md")).contains("overwrites an input");
    }

    @Test
    void reshapeElsewhereIsACopy() throws IOException {
        GraphBuilder b = new GraphBuilder("r", DType.INT8);
        int x = b.input("x", Shape.of(1, 2, 2, 2));
        int y = b.reshape("y", x, Shape.of(1, 8));
        Graph graph = TestGraphs.fill(b.build(y), 1);
        Schedule schedule = new Schedule(
                graph,
                List.of(new Step.Layer(0, false, 0, 0)),
                List.of(new Placement(x, 0, 8, 0, 0), new Placement(y, 8, 8, 0, 0)),
                16,
                16);

        FirmwareGenerator.generate(schedule, Boards.byName("mps2-an385"), FirmwareOptions.of(HostBuild.SHA), directory);

        assertThat(read("model/tns_model.c"))
                .contains("#include <string.h>")
                .contains("memcpy(tns_arena + 8, tns_arena + 0, 8);");
    }

    @Test
    void streamIsTablesAndOneFunctionForEachOp() throws IOException {
        GraphBuilder b = new GraphBuilder("s", DType.INT8);
        int x = b.input("x", Shape.of(1, 6, 5, 2));
        int c = b.conv2d("c", x, 3, 1, Window.same(1), Activation.NONE);
        int d = b.depthwiseConv2d("d", c, 3, Window.same(2), Activation.NONE);
        int p = b.globalAveragePool("p", d);
        Graph graph = TestGraphs.fill(b.build(p), 1);
        // Rows of c are 5 * 3 = 15 bytes, of d 3 * 3 = 9; x has 60 bytes.
        Step.Stream stream = new Step.Stream(
                List.of(0, 1, 2),
                List.of(new Ring(c, 3, 5, 60), new Ring(d, 1, 3, 108)),
                List.of(new Accumulation(2, 120)));
        Schedule schedule = new Schedule(
                graph,
                List.of(stream),
                List.of(new Placement(x, 0, 60, 0, 0), new Placement(p, 132, 3, 0, 0)),
                136,
                136);

        Firmware firmware = HostBuild.generate(schedule, directory);

        assertThat(firmware.opNames()).containsExactly("c", "d", "p");
        assertThat(read("model/tns_model.h"))
                .contains("#define TNS_OP_COUNT 3\n")
                .contains("#define TNS_INPUT_PRESERVED 1\n");
        assertThat(read("model/tns_model.c"))
                .contains("#include \"tns_stream.h\"")
                .contains("60 + 3 * 15 <= TNS_ARENA_BYTES")
                .contains("120 + 12 <= TNS_ARENA_BYTES") // a sum of 4 bytes for each of 3 channels
                .contains("memset(tns_arena + 120, 0, 12);")
                .contains("tns_conv_1x1_row_s8(&c_params, rows, output);")
                .contains("tns_average_pool_accumulate_s8(&p_params, output, ")
                .contains(".base = tns_arena + 60, .row_bytes = 15, .rows = 3, .height = 6, .producer = 0, .leaves = 0")
                // SAME padding of 6 rows to 3 with stride 2: (3 - 1) * 2 + 3 - 6 = 1, which comes below.
                .contains(".reach = 3, .stride = 2, .taps = 3, .dilation = 1, .pad_top = 0")
                .contains("    p_stream();\n");
        assertThat(directory.resolve("runtime/tns_stream.c")).exists();
    }

    @Test
    void ringInTheInputsPlaceOverwritesIt() throws IOException {
        GraphBuilder b = new GraphBuilder("s", DType.INT8);
        int x = b.input("x", Shape.of(1, 2, 2, 1));
        int c = b.conv2d("c", x, 1, 1, Window.same(1), Activation.NONE);
        int d = b.conv2d("d", c, 1, 1, Window.same(1), Activation.NONE);
        int e = b.conv2d("e", d, 1, 1, Window.same(1), Activation.NONE);
        Graph graph = TestGraphs.fill(b.build(e), 1);
        Schedule schedule = new Schedule(
                graph,
                List.of(
                        new Step.Layer(0, false, 0, 0),
                        new Step.Stream(List.of(1, 2), List.of(new Ring(d, 1, 2, 0)), List.of())),
                List.of(new Placement(x, 0, 4, 0, 0), new Placement(c, 4, 4, 0, 1), new Placement(e, 8, 4, 1, 1)),
                12,
                8);

        HostBuild.generate(schedule, directory);

        assertThat(read("model/tns_model.h")).contains("#define TNS_INPUT_PRESERVED 0\n");
    }

    @Test
    void inputThatComesByRowsIsAStageOfTheStream() throws IOException {
        Firmware firmware = HostBuild.generate(byRows(), directory);

        assertThat(firmware.inputByRows()).isTrue();
        assertThat(firmware.opNames()).containsExactly("c", "d", "input");
        assertThat(read("model/tns_model.h"))
                .contains("#define TNS_INPUT_BY_ROWS 1\n#define TNS_INPUT_HEIGHT 4\n#define TNS_INPUT_WIDTH 5\n")
                .contains("#define TNS_INPUT_CHANNELS 2\n#define TNS_INPUT_BYTES 40\n")
                .contains("#define TNS_INPUT_PRESERVED 1\n")
                .contains("#define TNS_OP_COUNT 3\n")
                .contains("void tns_model_read_input(int32_t row, int32_t first_column, int32_t columns, int8_t *to);")
                .doesNotContain("TNS_INPUT_OFFSET");
        assertThat(read("model/tns_model.c"))
                .contains("    TNS_OP_BEGIN(2u);\n    tns_model_read_input(y, 0, 5, output);\n")
                .contains("{.run = x_row, .inputs = {0}, .input_count = 0, .output = 0,")
                .contains(".base = tns_arena + 0, .row_bytes = 10, .rows = 1, .height = 4, .producer = 2, .leaves = 0");
        assertThat(read("README.md"))
                .contains("a few rows of the input among them")
                .contains("keeps\n40 bytes for a whole input outside the program's RAM")
                .contains("leaves its inputs as they were");
    }

    @Test
    void benchmarkKeepsTheInputBeyondTheProgramsRam() throws IOException {
        HostBuild.generate(byRows(), directory);

        // 40 bytes at the ends of the CCM, 0x10010000, and of the emulated machine's 192 KiB; from a multiple of 1 KiB.
        assertThat(read("linker/board.ld"))
                .contains("SPARE (rw) : ORIGIN = 0x1000FC00, LENGTH = 1024\n")
                .contains("__ram_guard_end = ORIGIN(RAM) + 8M;")
                .contains("*(.bss.tns_input)");
        assertThat(read("linker/emulated.ld"))
                .contains("SPARE (rw) : ORIGIN = 0x2002FC00, LENGTH = 1024\n")
                .contains("__ram_guard_end = ORIGIN(SPARE);");
    }

    @Test
    void boardWithoutRoomForTheInputIsRefused() throws IOException {
        Board board = Boards.byName("nucleo-f446re"); // one RAM of 128 KiB
        FirmwareOptions options = FirmwareOptions.of(HostBuild.SHA);

        assertThatThrownBy(() -> FirmwareGenerator.generate(byRows(), board, options, directory))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("The input of (40) bytes comes by rows, but the board (nucleo-f446re) has no RAM")
                .hasMessageContaining("Maybe");

        FirmwareGenerator.generate(byRows(), board, options.withBudget(100 * 1024, 65_536), directory);
        assertThat(read("linker/board.ld")).contains("SPARE (rw) : ORIGIN = 0x2001FC00, LENGTH = 1024\n");
    }

    private static Schedule byRows() {
        GraphBuilder b = new GraphBuilder("s", DType.INT8);
        int x = b.input("x", Shape.of(1, 4, 5, 2));
        int c = b.conv2d("c", x, 2, 1, Window.same(1), Activation.NONE);
        int d = b.conv2d("d", c, 2, 1, Window.same(1), Activation.NONE);
        Graph graph = TestGraphs.fill(b.build(d), 1);
        Step.Stream stream =
                new Step.Stream(List.of(0, 1), List.of(new Ring(x, 1, 5, 0), new Ring(c, 1, 5, 12)), List.of());
        return new Schedule(graph, List.of(stream), List.of(new Placement(d, 24, 40, 0, 0)), 64, 64);
    }

    @Test
    void structureWithoutDataIsRefused() {
        assertThatThrownBy(() -> HostBuild.generate(depthwise(), directory))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("has no data")
                .hasMessageContaining("Maybe");
    }

    private static Graph depthwise() {
        GraphBuilder b = new GraphBuilder("d", DType.INT8);
        int x = b.input("x", Shape.of(1, 4, 4, 2));
        return b.build(b.depthwiseConv2d("y", x, 3, Window.same(1), Activation.NONE));
    }

    private String read(String name) throws IOException {
        return Files.readString(directory.resolve(name));
    }

    private static Map<String, String> files(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .collect(Collectors.toMap(f -> root.relativize(f).toString(), FirmwareGeneratorTest::text));
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
