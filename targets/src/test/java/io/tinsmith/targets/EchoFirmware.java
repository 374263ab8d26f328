package io.tinsmith.targets;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Builds the echoing program of the test resources. */
final class EchoFirmware {
    private EchoFirmware() {}

    static Path build(Path folder) {
        for (String name : List.of("echo.c", "echo.ld", "Makefile")) {
            try (InputStream in = EchoFirmware.class.getResourceAsStream("echo/" + name)) {
                if (in == null) {
                    throw new IllegalStateException("The resource (" + name + ") is missing.");
                }
                Files.copy(in, folder.resolve(name));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        Mcu mcu = Boards.byName("netduino-plus-2").mcu();
        Toolchain.onPath()
                .make(folder, "CPUFLAGS=" + String.join(" ", mcu.cpuFlags()))
                .orThrow();
        return folder.resolve("echo.elf");
    }
}
