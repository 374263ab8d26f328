package io.tinsmith.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tinsmith.codegen.tflite.TfliteWriter;
import io.tinsmith.graph.Activation;
import io.tinsmith.graph.DType;
import io.tinsmith.graph.GraphBuilder;
import io.tinsmith.graph.Shape;
import io.tinsmith.graph.Window;
import io.tinsmith.targets.Boards;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Boards, limits and comparisons. */
class AnalyzeLimitsTest {
    @TempDir
    private Path directory;

    private String large = "";
    private String small = "";

    @BeforeEach
    void write() throws IOException {
        large = write("large", 32);
        small = write("small", 8);
    }

    /** An architecture whose stem has so many channels. */
    private String write(String name, int channels) throws IOException {
        Path file = directory.resolve(name + ".yaml");
        return Files.writeString(file, """
                resolution: 64
                channels: 3
                classes: 4
                stem: {width: %d, kernel: 3, stride: 2}
                blocks:
                  - {width: 8, kernel: 3, expansion: 3, stride: 1, residual: false}
                headWidth: 16
                """.formatted(channels)).toString();
    }

    @Test
    void allBoardsAreListedThoseThatFitFirst() throws IOException {
        CommandRunner.Result result = CommandRunner.run("analyze", large, "--all-boards");
        assertThat(result.err()).isEmpty();
        assertThat(result.exitCode()).isZero();
        assertThat(result.out())
                .contains(Boards.names())
                .contains("SRAM", "flash", "are estimates")
                .doesNotContain("Pareto");
        JsonNode boards = json("analyze", large, "--all-boards", "--json").get("boards");
        boolean fits = true;
        for (JsonNode board : boards) {
            boolean enough = board.get("programSramBytes").asLong()
                            <= board.get("sramBytes").asLong()
                    && board.get("programFlashBytes").asLong()
                            <= board.get("flashBytes").asLong();
            assertThat(board.get("fits").asBoolean()).isEqualTo(enough);
            assertThat(fits || !enough).isTrue();
            fits = enough;
        }
        assertThat(boards).hasSize(Boards.names().size());
        assertThat(CommandRunner.run("analyze", large, "--all-boards", "--sram", "1KB"))
                .satisfies(r -> assertThat(r.exitCode()).isEqualTo(ExitCodes.USAGE))
                .satisfies(r -> assertThat(r.err()).contains("--all-boards", "Maybe"));
    }

    @Test
    void aBoardIsALimitAndAdviceSaysWhatWouldFit() throws IOException {
        CommandRunner.Result result = CommandRunner.run("analyze", small, "--board", "microbit", "--schedule", "layer");
        assertThat(result.exitCode()).isEqualTo(ExitCodes.DOES_NOT_FIT);
        assertThat(result.out())
                .contains("Does not fit", "in the arena then", "Schedules", "Smaller networks that fit");
        assertThat(result.err()).contains("16,384 bytes of SRAM (microbit) are too little", "Maybe --schedule fused");
        JsonNode report = json("analyze", small, "--board", "microbit", "--schedule", "layer", "--json");
        assertThat(report.at("/advice/peak/areas")).isNotEmpty();
        assertThat(report.at("/advice/smaller")).isNotEmpty();
        assertThat(report.at("/limits/0/what").asText()).isEqualTo("SRAM");
        assertThat(report.at("/limits/0/fits").asBoolean()).isFalse();
    }

    @Test
    void whatFitsGetsOneLineOfSlack() {
        CommandRunner.Result result =
                CommandRunner.run("analyze", small, "--board", "nucleo-f446re", "--latency", "10s");
        assertThat(result.exitCode()).isZero();
        assertThat(result.out())
                .containsPattern("Fits: SRAM [0-9,]+ of 131,072 bytes \\(nucleo-f446re\\), flash [0-9,]+ of")
                .doesNotContain("Does not fit");
    }

    @Test
    void tooSlowNamesTheSlowOps() {
        CommandRunner.Result result = CommandRunner.run("analyze", small, "--latency", "1ms");
        assertThat(result.exitCode()).isEqualTo(ExitCodes.DOES_NOT_FIT);
        assertThat(result.out()).contains("Time: the ops that take most").doesNotContain("in the arena then");
        assertThat(result.err()).contains("1.0 ms (--latency) are too little");
    }

    @Test
    void severalFilesAreComparedAndTheBestMarked() throws IOException {
        CommandRunner.Result result = CommandRunner.run("analyze", large, small);
        assertThat(result.err()).isEmpty();
        assertThat(result.exitCode()).isZero();
        assertThat(result.out())
                .contains("A  large.yaml  [1x64x64x3]  [1x4]", "B  small.yaml")
                .containsPattern("MACs +[0-9,]+ +[0-9,]+ \\* +exact");
        JsonNode report = json("analyze", large, small, "--json");
        assertThat(report.at("/best/macs/0").asInt()).isEqualTo(1);
        assertThat(report.at("/models/1/ops/DepthwiseConv2d").asInt()).isEqualTo(1);
        assertThat(report.at("/models/0/macs"))
                .isEqualTo(json("analyze", large, "--json").get("macs"));
        assertThat(report.at("/models/0/programSramBytes"))
                .isEqualTo(json("analyze", large, "--json").get("programSramBytes"));
        assertThat(json("analyze", small, small, "--json").get("best")).isEmpty();
    }

    @Test
    void pagesShowWhatTheTerminalShows() throws IOException {
        Path page = directory.resolve("page.html");
        CommandRunner.Result boards = CommandRunner.run("analyze", large, "--all-boards", "--html", page.toString());
        assertThat(boards.exitCode()).isZero();
        assertThat(boards.out()).contains("page.html");
        assertThat(Files.readString(page).split("<h2>", -1)[1]).startsWith("Boards</h2>");
        CommandRunner.Result tight = CommandRunner.run(
                "analyze", small, "--board", "microbit", "--schedule", "layer", "--html", page.toString());
        assertThat(tight.exitCode()).isEqualTo(ExitCodes.DOES_NOT_FIT);
        assertThat(Files.readString(page).split("<h2>", -1)[1]).startsWith("Does not fit</h2>");
        CommandRunner.Result two = CommandRunner.run("analyze", large, small, "--html", page.toString());
        assertThat(two.exitCode()).isZero();
        assertThat(two.out()).contains("* the least of a row", "page.html");
        assertThat(page).content().contains("2 networks side by side", "small.<wbr>yaml", "<svg");
        CommandRunner.Result piped = CommandRunner.run("analyze", large, small, "--json", "--html", page.toString());
        assertThat(piped.out()).startsWith("{").endsWith("}\n");
    }

    @Test
    void optionsForOneFileAreRefusedWithSeveral() {
        for (String[] option : new String[][] {{"--sram", "1KB"}, {"--all-boards"}}) {
            String[] args = new String[3 + option.length];
            args[0] = "analyze";
            args[1] = large;
            args[2] = small;
            System.arraycopy(option, 0, args, 3, option.length);
            CommandRunner.Result result = CommandRunner.run(args);
            assertThat(result.exitCode()).isEqualTo(ExitCodes.USAGE);
            assertThat(result.err()).contains("single file", "Maybe");
        }
    }

    @Test
    void arenasOfAnotherRuntimeJoinTheTable() throws IOException {
        GraphBuilder b = new GraphBuilder("pool", DType.FLOAT32);
        int in = b.input("in", Shape.of(1, 4, 4, 2));
        byte[] pool = TfliteWriter.write(b.build(b.maxPool2d("max", in, 2, 2, Window.same(2))));
        Path a = Files.write(directory.resolve("a.tflite"), pool);
        Path c = Files.write(directory.resolve("c.tflite"), pool);
        CommandRunner.Result result = CommandRunner.run("analyze", a.toString(), c.toString(), "--runtime", "tflm");
        assertThat(result.exitCode()).isZero();
        long smallest = json("analyze", a.toString(), "--runtime", "tflm", "--json")
                .get("smallestArenaBytes")
                .asLong();
        assertThat(result.out())
                .containsPattern("arena of TFLite Micro +" + smallest + " +" + smallest + " +predicted");
        assertThat(CommandRunner.run("analyze", a.toString(), small, "--runtime", "tflm"))
                .satisfies(r -> assertThat(r.exitCode()).isEqualTo(ExitCodes.FAILURE))
                .satisfies(r -> assertThat(r.err()).contains("small.yaml", "no .tflite model"));
    }

    @Test
    void severalInputsAreShownAll() throws IOException {
        GraphBuilder b = new GraphBuilder("sum", DType.FLOAT32);
        int left = b.input("left", Shape.of(1, 4, 4, 2));
        int right = b.input("right", Shape.of(1, 4, 4, 2));
        byte[] sum = TfliteWriter.write(b.build(b.add("sum", left, right, Activation.NONE)));
        Path file = Files.write(directory.resolve("sum.tflite"), sum);
        CommandRunner.Result result = CommandRunner.run("analyze", file.toString());
        assertThat(result.err()).isEmpty();
        assertThat(result.out()).contains("[1x4x4x2], [1x4x4x2] to [1x4x4x2]");
    }

    private static JsonNode json(String... args) throws IOException {
        return new ObjectMapper().readTree(CommandRunner.run(args).out());
    }
}
