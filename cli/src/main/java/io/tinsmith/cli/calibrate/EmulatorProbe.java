package io.tinsmith.cli.calibrate;

import io.tinsmith.codegen.Firmware;
import io.tinsmith.targets.Device;
import io.tinsmith.targets.Emulation;
import io.tinsmith.targets.Emulator;
import io.tinsmith.targets.SerialLink;
import io.tinsmith.targets.TargetException;
import io.tinsmith.targets.Toolchain;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Counts instructions under emulation. */
public final class EmulatorProbe implements Probe {
    private final Toolchain tools;
    private final Emulation emulation;

    public EmulatorProbe(Toolchain tools, Emulation emulation) {
        this.tools = tools;
        this.emulation = emulation;
    }

    @Override
    public String unit() {
        return "instructions";
    }

    @Override
    public String where() {
        return "qemu-system-arm " + emulation.machine();
    }

    @Override
    public Measured measure(Firmware firmware, String sha256, byte[] input) {
        Path elf = firmware.emulatedElf().orElseThrow();
        Builds.make(tools, firmware.directory(), elf);
        try (Emulator emulator = Emulator.start(tools, emulation, elf, List.of())) {
            SerialLink link = emulator.connect();
            emulator.resume();
            try (Device device = Device.connect(link)) {
                return Probe.run(device, input, emulation::instructions);
            }
        } catch (TargetException e) {
            throw new TargetException("The program (" + elf + ") could not be measured: " + e.getMessage(), e);
        }
    }

    /** Building for a probe. */
    static final class Builds {
        private Builds() {}

        /** Links {@code elf} anew. */
        static void make(Toolchain tools, Path directory, Path elf) {
            try {
                Files.deleteIfExists(elf);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            tools.make(directory, "-s", "-j2", directory.relativize(elf).toString())
                    .orThrow();
        }
    }
}
