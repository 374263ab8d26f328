package io.tinsmith.cli.calibrate;

import io.tinsmith.codegen.Firmware;
import io.tinsmith.codegen.FirmwareGenerator;
import io.tinsmith.codegen.FirmwareOptions;
import io.tinsmith.memory.Schedule;
import io.tinsmith.targets.Board;
import io.tinsmith.targets.Device;
import io.tinsmith.targets.DeviceOp;
import io.tinsmith.targets.Emulation;
import io.tinsmith.targets.Emulator;
import io.tinsmith.targets.SerialLink;
import io.tinsmith.targets.TargetException;
import io.tinsmith.targets.Toolchain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The instructions of one inference under emulation.
 *
 * @param ops by op, in the order in which the steps name them
 * @param all from beginning to end, what is outside of ops included
 */
record Emulated(List<Long> ops, long all) {
    private static final String ANY_SHA = "0".repeat(64);

    /** Generates, builds and runs the firmware of a schedule on random input. */
    static Emulated run(Schedule schedule, Board board, Path directory, SplittableRandom random) throws IOException {
        Toolchain tools = Toolchain.onPath();
        Firmware firmware = FirmwareGenerator.generate(schedule, board, FirmwareOptions.of(ANY_SHA), directory);
        Path elf = firmware.emulatedElf().orElseThrow();
        Files.deleteIfExists(elf);
        tools.make(directory, "-s", "-j2", directory.relativize(elf).toString()).orThrow();
        byte[] input = new byte[Math.toIntExact(schedule.graph().input().bytes())];
        random.nextBytes(input);
        return run(board.emulation().orElseThrow(), elf, input);
    }

    /** The same, or what an earlier run wrote to {@code file}: measuring takes long, fitting does not. */
    static Emulated remembered(Path file, Schedule schedule, Board board, Path directory, SplittableRandom random)
            throws IOException {
        if (Files.exists(file)) {
            List<Long> numbers =
                    Files.readAllLines(file).stream().map(Long::valueOf).toList();
            return new Emulated(numbers.subList(1, numbers.size()), numbers.get(0));
        }
        Emulated measured = run(schedule, board, directory, random);
        List<String> lines = new ArrayList<>();
        lines.add(String.valueOf(measured.all()));
        measured.ops().forEach(op -> lines.add(String.valueOf(op)));
        Files.write(file, lines);
        return measured;
    }

    private static Emulated run(Emulation emulation, Path elf, byte[] input) {
        try (Emulator emulator = Emulator.start(Toolchain.onPath(), emulation, elf, List.of())) {
            SerialLink link = emulator.connect();
            emulator.resume();
            try (Device device = Device.connect(link)) {
                device.run(input);
                List<Long> ops = device.ops().stream()
                        .map(DeviceOp::ticks)
                        .map(emulation::instructions)
                        .toList();
                return new Emulated(ops, emulation.instructions(device.clock().inferenceTicks()));
            }
        } catch (TargetException e) {
            throw new TargetException("The program (" + elf + ") could not be measured.", e);
        }
    }

    /** What is outside of ops. */
    long rest() {
        return all - ops.stream().mapToLong(Long::longValue).sum();
    }
}
