package io.tinsmith.targets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ToolchainTest {
    private final Toolchain tools = Toolchain.onPath();

    @TempDir
    Path folder;

    @Test
    void missingToolNamesItsPackage() {
        Toolchain none = new Toolchain(List.of(folder));
        assertThat(none.missing()).containsExactly("make", "arm-none-eabi-gcc", "qemu-system-arm");
        assertThatThrownBy(() -> none.require(Toolchain.GCC))
                .isInstanceOf(TargetException.class)
                .hasMessageContaining("The tool (arm-none-eabi-gcc) is not on the PATH.")
                .hasMessageContaining("Maybe apt-get install gcc-arm-none-eabi libnewlib-arm-none-eabi");
    }

    @Test
    void versionIsTheFirstLine() {
        assertThat(tools.version(Toolchain.MAKE)).startsWith("GNU Make");
    }

    @Test
    void outputOfBothStreamsAndExitCodeComeBack() {
        RunResult result =
                tools.run(folder, Duration.ofSeconds(20), List.of("sh", "-c", "echo out; echo err >&2; exit 3"));
        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.output()).isEqualTo("out\nerr\n");
        assertThatThrownBy(result::orThrow)
                .isInstanceOf(TargetException.class)
                .hasMessageContaining("exit code 3")
                .hasMessageContaining("err");
    }

    @Test
    void tooLongRunIsEndedWithItsChildren() {
        assertThatThrownBy(() -> tools.run(
                        folder, Duration.ofMillis(300), List.of("sh", "-c", "sleep 60 & echo $! > child; wait")))
                .isInstanceOf(TargetException.class)
                .hasMessageContaining("did not end within");
        assertThat(folder.resolve("child")).exists();
        assertThat(childIsGone()).isTrue();
    }

    @Test
    void interruptEndsTheProcess() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> tools.run(folder, Duration.ofSeconds(60), List.of("sleep", "60")))
                .isInstanceOf(TargetException.class)
                .hasMessageContaining("interrupted");
        assertThat(Thread.interrupted()).isTrue();
        ProcessHandle.current()
                .children()
                .forEach(child -> child.onExit().orTimeout(10, TimeUnit.SECONDS).join());
    }

    @Test
    void missingFolderIsNamed() {
        assertThatThrownBy(() -> tools.run(folder.resolve("none"), Duration.ofSeconds(5), List.of("sh")))
                .isInstanceOf(TargetException.class)
                .hasMessageContaining("none");
    }

    @Test
    void failedMakeIsReturnedForTheCallerToRead() throws IOException {
        Files.writeString(folder.resolve("Makefile"), "all:\n\t@echo region overflowed by 12 bytes; exit 1\n");
        RunResult result = tools.make(folder);
        assertThat(result.succeeded()).isFalse();
        assertThat(result.output()).contains("overflowed by 12 bytes");
    }

    private boolean childIsGone() {
        try {
            long id = Long.parseLong(Files.readString(folder.resolve("child")).strip());
            // The kill is sent; the system may take a moment to carry it out.
            ProcessHandle.of(id)
                    .ifPresent(h -> h.onExit().orTimeout(10, TimeUnit.SECONDS).join());
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
