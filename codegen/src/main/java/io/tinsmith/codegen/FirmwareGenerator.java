package io.tinsmith.codegen;

import io.tinsmith.codegen.internal.FirmwareFiles;
import io.tinsmith.memory.Schedule;
import io.tinsmith.targets.Board;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Writes firmware directories: C99 sources, runtime, linker scripts, make file, read-me, expected outputs. */
public final class FirmwareGenerator {
    /** A directory with this file is a firmware directory. */
    private static final String MARK = "model/tns_model.h";

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
        // The mark first: a directory that was left half written is then known for what it is, and written anew.
        write(outDir, MARK, Objects.requireNonNull(files.texts().get(MARK)));
        for (Map.Entry<String, String> file : files.texts().entrySet()) {
            write(outDir, file.getKey(), file.getValue());
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
                schedule.inputByRows(),
                files.opNames());
    }

    private static void write(Path outDir, String name, String text) throws IOException {
        Path path = outDir.resolve(name);
        Files.createDirectories(path.toAbsolutePath().getParent());
        Files.writeString(path, text);
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
        if (!Files.exists(outDir.resolve(MARK))) {
            throw new IllegalArgumentException(
                    "The outDir (" + outDir + ") is not empty and holds no firmware.\nMaybe choose another directory.");
        }
        for (String folder : FirmwareFiles.FOLDERS) {
            Path path = outDir.resolve(folder);
            if (Files.isDirectory(path)) {
                try (var sources = Files.walk(path)) {
                    for (Path source : sources.filter(Files::isRegularFile)
                            .filter(f -> !f.equals(outDir.resolve(MARK)))
                            .toList()) {
                        Files.delete(source);
                    }
                }
            }
        }
    }
}
