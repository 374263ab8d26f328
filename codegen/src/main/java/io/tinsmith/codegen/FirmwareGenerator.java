package io.tinsmith.codegen;

import io.tinsmith.codegen.internal.FirmwareFiles;
import io.tinsmith.memory.Schedule;
import io.tinsmith.targets.Board;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Writes firmware directories: C99 sources, runtime, linker scripts, make file, read-me, expected outputs. */
public final class FirmwareGenerator {
    private FirmwareGenerator() {}

    /**
     * Writes the firmware of a model for a board. The same arguments give the same files. A directory that this method
     * wrote before is replaced; build outputs in it stay.
     *
     * @param schedule over an int8 graph with data, one input, one output, batch 1
     * @param outDir empty, absent, or a firmware directory
     * @throws IllegalArgumentException if the runtime has no kernel for an op, or {@code outDir} holds something else
     * @throws IOException if a file cannot be written
     */
    public static Firmware generate(Schedule schedule, Board board, FirmwareOptions options, Path outDir)
            throws IOException {
        FirmwareFiles files = FirmwareFiles.of(schedule, board, options);
        prepare(outDir);
        for (Map.Entry<String, String> file : files.texts().entrySet()) {
            Path path = outDir.resolve(file.getKey());
            Files.createDirectories(path.toAbsolutePath().getParent());
            Files.writeString(path, file.getValue());
        }
        Path build = outDir.resolve("build");
        boolean emulated = board.emulation().isPresent();
        return new Firmware(
                outDir,
                build.resolve(board.name() + ".elf"),
                emulated ? Optional.of(build.resolve(board.name() + "-emulated.elf")) : Optional.empty(),
                emulated ? Optional.of(build.resolve(board.name() + "-selftest.elf")) : Optional.empty(),
                schedule.arenaBytes(),
                options.stackBytes(),
                files.sramBytes(),
                files.flashBytes(),
                files.opNames());
    }

    /** Removes the sources of an earlier run: the make file would compile what is no longer used. */
    private static void prepare(Path outDir) throws IOException {
        if (!Files.exists(outDir)) {
            return;
        }
        try (var entries = Files.list(outDir)) {
            if (entries.findAny().isEmpty()) {
                return;
            }
        }
        if (!Files.exists(outDir.resolve("model/tns_model.h"))) {
            throw new IllegalArgumentException(
                    "The outDir (" + outDir + ") is not empty and holds no firmware.\nMaybe choose another directory.");
        }
        for (String folder : FirmwareFiles.FOLDERS) {
            Path path = outDir.resolve(folder);
            if (Files.isDirectory(path)) {
                try (var sources = Files.walk(path)) {
                    for (Path source : sources.filter(Files::isRegularFile).toList()) {
                        Files.delete(source);
                    }
                }
            }
        }
    }
}
