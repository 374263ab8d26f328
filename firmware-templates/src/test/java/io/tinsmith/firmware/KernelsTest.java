package io.tinsmith.firmware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Runs the C tests of the runtime: on the host under sanitizers, and on emulated Cortex-M4, M7 and M3. */
class KernelsTest {
    private static final Path BUILD = Path.of("target", "c-tests").toAbsolutePath();

    @BeforeAll
    static void toolsAreThere() throws IOException, InterruptedException {
        Files.createDirectories(BUILD);
        for (String tool : List.of("make", "gcc", "arm-none-eabi-gcc", "qemu-system-arm")) {
            List<String> command = List.of("sh", "-c", "command -v " + tool);
            if (run(command, BUILD.resolve("tools.log")) != 0) {
                fail(
                        "The tool (%s) is not on the PATH.\nMaybe install the packages gcc, make, gcc-arm-none-eabi, "
                                + "libnewlib-arm-none-eabi and qemu-system-arm.",
                        tool);
            }
        }
    }

    @Test
    void kernelsEqualTheReferencesOnTheHost() throws IOException, InterruptedException {
        make("host");
    }

    @Test
    void dspVariantsEqualTheReferencesOnCortexM4() throws IOException, InterruptedException {
        make("m4");
    }

    @Test
    void dspVariantsOptimizedForSizeEqualTheReferencesOnCortexM7() throws IOException, InterruptedException {
        make("m7");
    }

    @Test
    void portableKernelsEqualTheReferencesOnCortexM3() throws IOException, InterruptedException {
        make("m3");
    }

    @Test
    void kernelsCompileWithoutWarningsForEachCore() throws IOException, InterruptedException {
        make("compile");
    }

    private static void make(String target) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("make", "--no-print-directory", "-C", "src/test/c"));
        command.add("BUILD=" + BUILD);
        command.add(target);
        Path log = BUILD.resolve(target + ".log");
        int status = run(command, log);
        assertThat(status)
                .as("status of make %s, which wrote:%n%s", target, Files.readString(log, StandardCharsets.UTF_8))
                .isZero();
    }

    private static int run(List<String> command, Path log) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!process.waitFor(600, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            fail("The command %s did not end within 600 s.", command);
        }
        return process.exitValue();
    }
}
