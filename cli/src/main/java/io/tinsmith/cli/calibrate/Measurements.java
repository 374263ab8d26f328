package io.tinsmith.cli.calibrate;

import io.tinsmith.cli.design.Hashes;
import io.tinsmith.codegen.Firmware;
import io.tinsmith.codegen.FirmwareGenerator;
import io.tinsmith.codegen.FirmwareOptions;
import io.tinsmith.codegen.Optimize;
import io.tinsmith.graph.Graph;
import io.tinsmith.memory.Kernels;
import io.tinsmith.memory.Schedule;
import io.tinsmith.targets.Board;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Measures schedules, each once: what was measured is kept in a folder, by the hash of the sources that were run. A changed
 * kernel is measured anew.
 */
public final class Measurements {
    private static final String ANY_SHA = "0".repeat(64);

    /** Enough for the kernels of each core. */
    private static final int STACK_BYTES = 16 * 1024;

    private final Board board;
    private final Probe probe;
    private final Optimize optimize;
    private final Path firmware;
    private final Path kept;

    /** Of kernels that are compiled as {@code optimize} says. */
    public Measurements(Board board, Probe probe, Optimize optimize, Path work) {
        this.board = board;
        this.probe = probe;
        this.optimize = optimize;
        this.firmware = work.resolve(board.name()).resolve("firmware");
        this.kept = work.resolve(board.name()).resolve(probe.unit());
    }

    Board board() {
        return board;
    }

    Probe probe() {
        return probe;
    }

    /** As files name it. */
    String optimize() {
        return optimize.name().toLowerCase(Locale.ROOT);
    }

    /** With the columns that the firmware of a graph has. */
    Kernels kernels(Kernels kernels, Graph graph) {
        return kernels.withColumnBytes(optimize.columnBytes(graph, board.mcu()));
    }

    /** Of one inference on random input. */
    Measured of(Schedule schedule, SplittableRandom random) throws IOException {
        FirmwareGenerator.generate(schedule, board, options(ANY_SHA), firmware);
        String sha256 = Hashes.sha256(sources());
        Path file = kept.resolve(sha256 + ".txt");
        if (Files.exists(file)) {
            return Measured.read(file);
        }
        Firmware named = FirmwareGenerator.generate(schedule, board, options(sha256), firmware);
        byte[] input = new byte[Math.toIntExact(schedule.graph().input().bytes())];
        random.nextBytes(input);
        Measured measured = probe.measure(named, sha256, input);
        measured.write(file);
        return measured;
    }

    private FirmwareOptions options(String sha256) {
        return FirmwareOptions.of(sha256).withStackBytes(STACK_BYTES).with(optimize);
    }

    private byte[] sources() throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        Path build = firmware.resolve("build");
        List<Path> files;
        try (var found = Files.walk(firmware)) {
            files = found.filter(f -> Files.isRegularFile(f) && !f.startsWith(build))
                    .sorted()
                    .toList();
        }
        for (Path file : files) {
            String name = firmware.relativize(file).toString();
            all.write((name + '\n').getBytes(StandardCharsets.UTF_8));
            all.write(Files.readAllBytes(file));
        }
        return all.toByteArray();
    }
}
