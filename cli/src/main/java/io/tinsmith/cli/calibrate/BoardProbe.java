package io.tinsmith.cli.calibrate;

import io.tinsmith.cli.CommandException;
import io.tinsmith.codegen.Firmware;
import io.tinsmith.targets.Board;
import io.tinsmith.targets.Device;
import io.tinsmith.targets.SerialLink;
import io.tinsmith.targets.TargetException;
import io.tinsmith.targets.Toolchain;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Counts cycles on a board at a serial port. Each program must be flashed, by a command or by a person; the SHA-256 that the device tells proves which one runs.
 */
public final class BoardProbe implements Probe {
    private static final Duration FLASH_TIMEOUT = Duration.ofMinutes(2);

    private final Toolchain tools;
    private final Board board;
    private final String port;
    private final Optional<String> flash;
    private final Predicate<String> askToFlash;

    /**
     * @param flash a command that flashes the program in the place of its {@code {}}, if any
     * @param askToFlash shows a person a text and waits; false if nobody answers
     */
    public BoardProbe(Toolchain tools, Board board, String port, Optional<String> flash, Predicate<String> askToFlash) {
        this.tools = tools;
        this.board = board;
        this.port = port;
        this.flash = flash;
        this.askToFlash = askToFlash;
    }

    /** Fails early where nothing can be opened. */
    public BoardProbe requirePort() {
        SerialLink.open(port, board.uart().baud()).close();
        return this;
    }

    @Override
    public String unit() {
        return "cycles";
    }

    @Override
    public String where() {
        return "the board at " + port;
    }

    @Override
    public Measured measure(Firmware firmware, String sha256, byte[] input) {
        EmulatorProbe.Builds.make(tools, firmware.directory(), firmware.elf());
        String elf = firmware.elf().toAbsolutePath().toString();
        if (flash.isPresent()) {
            List<String> command = Stream.of(flash.get().strip().split("\\s+"))
                    .map(word -> word.replace("{}", elf))
                    .toList();
            tools.run(firmware.directory(), FLASH_TIMEOUT, command).orThrow();
        }
        Optional<Measured> measured = runs(sha256, input);
        while (measured.isEmpty()) {
            if (flash.isPresent() || !askToFlash.test("The board does not run the next program. Flash (" + elf + ")")) {
                throw new CommandException("The board at (" + port + ") does not run the program (" + elf
                        + ").\nMaybe flash it and start the same command again: what was measured is kept.");
            }
            measured = runs(sha256, input);
        }
        return measured.get();
    }

    /** What the program with this name took, if the board runs it. */
    private Optional<Measured> runs(String sha256, byte[] input) {
        SerialLink link = SerialLink.open(port, board.uart().baud());
        try (link) {
            Device device;
            try {
                device = Device.connect(link);
            } catch (TargetException e) {
                // An empty board, or another program: it has to be flashed.
                return Optional.empty();
            }
            if (!device.identity().modelSha256().equals(sha256)) {
                return Optional.empty();
            }
            long ticksPerSecond = Math.max(1, device.clock().ticksPerSecond());
            return Optional.of(
                    Probe.run(device, input, ticks -> Math.round((double) ticks * board.clockHz() / ticksPerSecond)));
        }
    }
}
