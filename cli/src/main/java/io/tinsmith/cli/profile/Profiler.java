package io.tinsmith.cli.profile;

import io.tinsmith.cli.CommandException;
import io.tinsmith.cli.bench.FirmwareCard;
import io.tinsmith.cli.bench.TestVectors;
import io.tinsmith.cli.report.ProfileReport;
import io.tinsmith.targets.Board;
import io.tinsmith.targets.Device;
import io.tinsmith.targets.DeviceClock;
import io.tinsmith.targets.DeviceIdentity;
import io.tinsmith.targets.DeviceOp;
import io.tinsmith.targets.ElfFile;
import io.tinsmith.targets.Emulation;
import io.tinsmith.targets.Emulator;
import io.tinsmith.targets.ExecutionProfile;
import io.tinsmith.targets.ProfilePlugin;
import io.tinsmith.targets.SerialLink;
import io.tinsmith.targets.TargetException;
import io.tinsmith.targets.Toolchain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** Runs one inference, of the first test vector, and tells what it took. */
public final class Profiler {
    private static final Duration QUIT_TIMEOUT = Duration.ofSeconds(20);

    private Profiler() {}

    /** In the emulator, which counts every instruction. */
    public static ProfileReport emulated(
            Toolchain tools, Board board, Emulation emulation, Path elf, FirmwareCard card, TestVectors vectors) {
        Path results = newFile();
        try {
            ElfFile program = ElfFile.read(elf);
            ProfilePlugin plugin =
                    ProfilePlugin.prepare(tools, program, ProfileRegions.of(program, emulation), results);
            String where = "qemu-system-arm " + emulation.machine();
            try (Emulator emulator = Emulator.start(tools, emulation, elf, plugin.qemuArguments())) {
                SerialLink link = emulator.connect();
                emulator.resume();
                try (Device device = Device.connect(link)) {
                    infer(device, where, card, vectors);
                }
                emulator.quit(QUIT_TIMEOUT);
            }
            ExecutionProfile profile = plugin.results();
            return ProfileReports.estimated(board, where, card, profile);
        } finally {
            delete(results);
        }
    }

    /** On a board, whose cycle counter measures. */
    public static ProfileReport board(String port, Board board, FirmwareCard card, TestVectors vectors) {
        String where = "board at " + port;
        try (Device device = Device.connect(SerialLink.open(port, board.uart().baud()))) {
            infer(device, where, card, vectors);
            DeviceClock clock = device.clock();
            List<DeviceOp> ops = device.ops();
            requireCounter(where, clock, board);
            return ProfileReports.measured(board, where, card, clock, ops);
        }
    }

    private static void infer(Device device, String where, FirmwareCard card, TestVectors vectors) {
        DeviceIdentity identity = device.identity();
        if (!identity.modelSha256().equals(card.modelSha256())) {
            throw new CommandException("The device (" + where + ") runs the model " + identity.modelSha256()
                    + ", the directory holds " + card.modelSha256()
                    + ".\nMaybe flash the program of this directory first.");
        }
        byte[] output = device.run(vectors.inputs().get(0));
        if (!Arrays.equals(output, vectors.outputs().get(0))) {
            throw new CommandException("The output of (" + where + ") differs from the interpreter's: what it takes "
                    + "means nothing.\nMaybe run tinsmith bench, which tells more, or generate the firmware again.");
        }
    }

    /** It can silently read 0, and then the firmware takes a timer, if it has one. */
    private static void requireCounter(String where, DeviceClock clock, Board board) {
        if (clock.inferenceTicks() == 0) {
            throw new TargetException(
                    "The cycle counter of (" + where + ") does not count: it read 0 ticks.\nMaybe a "
                            + "debugger or the chip's security switched DWT CYCCNT off; an emulator has none: leave out --port.");
        }
        if (clock.ticksPerSecond() > board.mcu().maxClockHz()) {
            throw new TargetException("The cycle counter of (" + where + ") does not count: the firmware took a timer "
                    + "of " + clock.ticksPerSecond()
                    + " Hz, which only an emulator has.\nMaybe it is an emulator: leave "
                    + "out --port. On a board, a debugger or the chip's security may have switched DWT CYCCNT off.");
        }
    }

    private static Path newFile() {
        try {
            return Files.createTempFile("tinsmith-profile", ".txt");
        } catch (IOException e) {
            throw new TargetException("No temporary file can be made.\nMaybe check java.io.tmpdir.", e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new TargetException("The temporary file (" + file + ") can't be deleted.", e);
        }
    }
}
