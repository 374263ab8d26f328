package io.tinsmith.codegen;

import io.tinsmith.codegen.internal.FirmwareFiles;
import io.tinsmith.codegen.internal.GeneratedDirectory;
import io.tinsmith.memory.Schedule;
import io.tinsmith.targets.Board;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Writes firmware directories: C99 sources, runtime, linker scripts, make file, read-me, expected outputs. */
public final class FirmwareGenerator {
    private FirmwareGenerator() {}

    /**
     * Writes the firmware of a model for a board. The same arguments give the same files.
     *
     * @see #generate(Schedule, Board, FirmwareOptions, Path, Function)
     */
    public static Firmware generate(Schedule schedule, Board board, FirmwareOptions options, Path outDir)
            throws IOException {
        return generate(schedule, board, options, outDir, firmware -> Map.of());
    }

    /**
     * Writes the firmware of a model for a board, with further files. The same arguments give the same files. A directory
     * that this method wrote before is replaced; build outputs in it stay. Nothing is replaced before all is written.
     *
     * @param schedule over an int8 graph with data, batch 1
     * @param outDir empty, absent, or a firmware directory
     * @param more further files by their paths in {@code outDir}
     * @throws IllegalArgumentException if the runtime has no kernel for an op, or {@code outDir} holds something else
     * @throws IOException if a file cannot be written; {@code outDir} is then as it was
     */
    public static Firmware generate(
            Schedule schedule,
            Board board,
            FirmwareOptions options,
            Path outDir,
            Function<Firmware, Map<String, byte[]>> more)
            throws IOException {
        FirmwareFiles files = FirmwareFiles.of(schedule, board, options);
        GeneratedDirectory directory = GeneratedDirectory.of(outDir);
        Path build = outDir.resolve("build");
        boolean emulated = board.emulation().isPresent();
        Firmware firmware = new Firmware(
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
        Map<String, byte[]> all = new LinkedHashMap<>();
        files.texts().forEach((name, text) -> all.put(name, text.getBytes(StandardCharsets.UTF_8)));
        all.putAll(more.apply(firmware));
        directory.replace(all);
        return firmware;
    }
}
