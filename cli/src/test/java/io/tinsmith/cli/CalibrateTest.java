package io.tinsmith.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CalibrateTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "calibrate",
                "calibrate --board no-such-board",
                "calibrate --board netduino-plus-2 --chains 0",
                "calibrate --board netduino-plus-2 --flash st-flash"
            })
    void wrongOptionsExitWith2AndSayWhat(String arguments) {
        CommandRunner.Result result = CommandRunner.run(arguments.split(" ", -1));
        assertThat(result.exitCode()).isEqualTo(ExitCodes.USAGE);
        assertThat(result.err()).isNotBlank().doesNotContain("\tat ");
    }

    @Test
    void aDeadPortIsSaidBeforeAnythingIsBuilt(@TempDir Path directory) {
        Path work = directory.resolve("work");
        CommandRunner.Result result = CommandRunner.run(
                "calibrate", "--board", "netduino-plus-2", "--port", "/dev/no-such-port", "--work", work.toString());
        assertThat(result.exitCode()).isEqualTo(ExitCodes.FAILURE);
        assertThat(result.err()).contains("/dev/no-such-port", "Maybe").doesNotContain("\tat ");
        assertThat(work).doesNotExist();
    }

    @Test
    void aWorkFolderThatCannotBeMadeIsNamed(@TempDir Path directory) throws IOException {
        String work =
                Files.writeString(directory.resolve("file"), "").resolve("work").toString();
        CommandRunner.Result result = CommandRunner.run("calibrate", "--board", "netduino-plus-2", "--work", work);
        assertThat(result.exitCode()).isEqualTo(ExitCodes.FAILURE);
        assertThat(result.err()).contains("cannot be read or written", "Maybe").doesNotContain("\tat ");
    }
}
