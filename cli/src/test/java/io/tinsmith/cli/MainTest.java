package io.tinsmith.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class MainTest {
    @Test
    void everyCommandHasHelpWithAnExample() {
        for (CommandLine command : Main.commandLine().getSubcommands().values()) {
            String name = command.getCommandName();
            CommandRunner.Result result = CommandRunner.run(name, "--help");
            assertThat(result.exitCode()).as(name).isZero();
            assertThat(result.out()).contains("Example", "tinsmith " + name);
        }
    }

    @Test
    void versionIsOneLine() {
        CommandRunner.Result result = CommandRunner.run("--version");
        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).startsWith("tinsmith ").hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--nonsense", "paint", "analyze"})
    void wrongUsageExitsWith2(String arguments) {
        assertThat(CommandRunner.run(arguments.isEmpty() ? new String[0] : arguments.split(" ", -1))
                        .exitCode())
                .isEqualTo(ExitCodes.USAGE);
    }

    @Test
    void missingFileIsOneMessageWithoutStackTrace() {
        CommandRunner.Result result = CommandRunner.run("analyze", "no-such.tflite");
        assertThat(result.exitCode()).isEqualTo(ExitCodes.FAILURE);
        assertThat(result.err())
                .contains("no-such.tflite", "does not exist", "Maybe")
                .doesNotContain("\tat ");
    }

    @Test
    void verboseAddsTheStackTrace() {
        assertThat(CommandRunner.run("analyze", "no-such.tflite", "--verbose").err())
                .contains("\tat io.tinsmith");
    }

    @Test
    void brokenModelSaysWhatIsWrong(@TempDir Path directory) throws IOException {
        Path file = Files.write(directory.resolve("broken.tflite"), new byte[40]);
        CommandRunner.Result result = CommandRunner.run("analyze", file.toString());
        assertThat(result.exitCode()).isEqualTo(ExitCodes.FAILURE);
        assertThat(result.err()).contains("broken.tflite", "Maybe").doesNotContain("\tat ");
    }

    @Test
    void boardsListsTheDefaultBoard() {
        assertThat(CommandRunner.run("boards").out()).contains("netduino-plus-2", "cortex-m4", "netduinoplus2");
    }

    @Test
    void listsDataSetsAndSpaces() {
        assertThat(CommandRunner.run("datasets").out()).contains("fashion-mnist", "CIFAR-10", "WAV", "PNG");
        assertThat(CommandRunner.run("spaces").out()).contains("mobile-tiny");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "design --board no-such-board",
                "design --sram 12parsecs",
                "design --sram 500MB",
                "design --time 0s",
                "design --schedule layer --input rows",
                "design --strategy guess",
                "design --strategy darts --space cell-tiny",
                "design --accuracy guess",
                "design --accuracy supernet --space cell-tiny",
                "design --accuracy supernet --space trellis-tiny",
                "design --accuracy supernet --space residual-32",
                "design --accuracy supernet --strategy asha",
                "design --schedule guess",
                "design --max-overhead 0.3",
                "design --max-overhead 1e999",
                "design --max-overhead 1.3 --schedule layer",
                "analyze model.tflite --input sideways",
                "analyze model.tflite --input rows --schedule inplace",
                "bench",
                "bench x --port a --emulate",
                "profile",
                "profile x --port a --emulate",
                "profile --json x",
                "generate model.tflite",
                "generate model.tflite --board netduino-plus-2 --sram 500KB --out no-such-directory"
            })
    void wrongOptionsExitWith2AndSayWhat(String arguments) {
        CommandRunner.Result result = CommandRunner.run(arguments.split(" ", -1));
        assertThat(result.exitCode()).isEqualTo(ExitCodes.USAGE);
        assertThat(result.err()).isNotBlank().doesNotContain("\tat ");
    }

    @Test
    void benchOfAnotherDirectorySaysSo(@TempDir Path directory) {
        CommandRunner.Result result = CommandRunner.run("bench", directory.toString());
        assertThat(result.exitCode()).isEqualTo(ExitCodes.FAILURE);
        assertThat(result.err()).contains("tinsmith.json", "Maybe");
    }

    @Test
    void profileOfAnotherDirectorySaysSo(@TempDir Path directory) {
        CommandRunner.Result result = CommandRunner.run("profile", directory.toString());
        assertThat(result.exitCode()).isEqualTo(ExitCodes.FAILURE);
        assertThat(result.err()).contains("tinsmith.json", "Maybe");
    }

    @Test
    void resumeWithoutARunSaysSo(@TempDir Path directory) {
        CommandRunner.Result result = CommandRunner.run("design", "--resume", "--out", directory.toString());
        assertThat(result.exitCode()).isEqualTo(ExitCodes.FAILURE);
        assertThat(result.err()).contains("no stopped run", "Maybe");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--space guess", "--dataset guess"})
    void unknownNamesExitWith2AndLeaveNothing(String arguments, @TempDir Path directory) {
        Path out = directory.resolve("out");
        CommandRunner.Result result = CommandRunner.run(("design " + arguments + " --out " + out).split(" ", -1));
        assertThat(result.exitCode()).isEqualTo(ExitCodes.USAGE);
        assertThat(result.err()).contains("guess", "Maybe");
        assertThat(out).doesNotExist();
    }

    @Test
    void rubbishForADataSetLeavesNothing(@TempDir Path directory) {
        Path out = directory.resolve("out");
        CommandRunner.Result result =
                CommandRunner.run("design", "--dataset", directory.toString(), "--out", out.toString());
        assertThat(result.exitCode()).isEqualTo(ExitCodes.FAILURE);
        assertThat(result.err()).contains(directory.toString(), "is empty", "Maybe");
        assertThat(out).doesNotExist();
    }

    @Test
    void aPathThatCannotBeMadeIsNamed(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "");
        String out = file.resolve("out").toString();
        CommandRunner.Result result = CommandRunner.run("design", "--sram", "2KB", "--out", out);
        assertThat(result.exitCode()).isEqualTo(ExitCodes.FAILURE);
        assertThat(result.err()).contains(file.toString(), "cannot be read or written", "Maybe");
    }

    @Test
    void wrongUsageIsShort() {
        assertThat(CommandRunner.run("design", "--images", "many").err())
                .contains("Maybe see: tinsmith design --help")
                .hasLineCount(2);
    }

    @Test
    void designNeverWritesIntoAForeignDirectory(@TempDir Path directory) throws IOException {
        Files.writeString(directory.resolve("thesis.tex"), "precious");
        CommandRunner.Result result = CommandRunner.run("design", "--out", directory.toString());
        assertThat(result.exitCode()).isEqualTo(ExitCodes.FAILURE);
        assertThat(result.err()).contains("holds something else");
    }
}
