package io.tinsmith.cli.bench;

import io.tinsmith.cli.CommandException;
import io.tinsmith.cli.report.ReportJson;
import io.tinsmith.codegen.Firmware;
import io.tinsmith.graph.Graph;
import io.tinsmith.memory.Schedule;
import io.tinsmith.targets.Board;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code tinsmith.json} in a firmware directory: what {@code bench} must know to run and judge it.
 *
 * @param board name of the board, or of its file
 * @param elf path in the directory of the program with the board's own memory map
 * @param emulatedElf that of the program for the emulator; null without one
 * @param inputBytes of all inputs
 * @param inputByRows it comes by rows: the program has no memory for it whole, the benchmark has
 * @param opNames in the order in which the ops run, as the device counts them
 * @param opMacs multiply-accumulates of each, once; null in directories of versions before they were kept
 */
public record FirmwareCard(
        String board,
        String modelSha256,
        String rounding,
        long arenaBytes,
        int inputBytes,
        boolean inputByRows,
        int outputBytes,
        String elf,
        @Nullable String emulatedElf,
        List<String> opNames,
        @Nullable List<Long> opMacs) {
    private static final String FILE = "tinsmith.json";

    public FirmwareCard {
        opNames = List.copyOf(opNames);
        opMacs = opMacs == null ? null : List.copyOf(opMacs);
    }

    public static FirmwareCard of(Firmware firmware, Board board, String modelSha256, Schedule schedule) {
        Graph graph = schedule.graph();
        Path directory = firmware.directory();
        return new FirmwareCard(
                board.name(),
                modelSha256,
                graph.rounding().name(),
                firmware.arenaBytes(),
                Math.toIntExact(graph.inputElements()),
                firmware.inputByRows(),
                Math.toIntExact(graph.outputElements()),
                directory.relativize(firmware.elf()).toString(),
                firmware.emulatedElf()
                        .map(e -> directory.relativize(e).toString())
                        .orElse(null),
                firmware.opNames(),
                OpMacs.of(schedule));
    }

    /** By path in a firmware directory. */
    public Map<String, byte[]> files() {
        return Map.of(FILE, ReportJson.write(this).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads the card of a directory.
     *
     * @throws CommandException if there is none, or it cannot be read
     */
    public static FirmwareCard read(Path directory) {
        Path file = directory.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            throw new CommandException("The directory (" + directory + ") holds no " + FILE
                    + ".\nMaybe it is not a firmware directory: make one with tinsmith generate or design.");
        }
        try {
            return ReportJson.read(Files.readString(file), FirmwareCard.class);
        } catch (IOException e) {
            throw new CommandException(
                    "The file (" + file + ") cannot be read.\nMaybe it was altered: generate the firmware again.", e);
        }
    }

    public Optional<Path> emulatedElf(Path directory) {
        return Optional.ofNullable(emulatedElf).map(directory::resolve);
    }
}
