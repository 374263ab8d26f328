package io.tinsmith.cli.command;

import io.tinsmith.cli.CommandException;
import io.tinsmith.targets.Board;
import io.tinsmith.targets.Boards;
import io.tinsmith.targets.Emulation;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** What a firmware directory runs on: a board over its serial port, or the emulator. */
final class DeviceOption {
    @ArgGroup
    private Where where = new Where();

    /** One or the other. */
    static final class Where {
        @Option(names = "--port", paramLabel = "PATH", description = "Serial port of a flashed board.")
        private @Nullable String port;

        /** There so that it can be said; without --port it is what happens. */
        @SuppressWarnings("UnusedVariable")
        @Option(names = "--emulate", description = "Run it in the emulator; the default.")
        private boolean emulate;
    }

    @Option(
            names = "--board",
            paramLabel = "FILE",
            description = "The board file, where the board is not one of Tinsmith's.",
            converter = BoardConverter.class)
    private @Nullable Board board;

    /** The serial port, or null for the emulator. */
    @Nullable
    String port() {
        return where.port;
    }

    /** The board of a firmware that was generated for the one of this name. */
    Board board(String name) {
        return board == null ? Boards.byName(name) : board;
    }

    /**
     * How to emulate it.
     *
     * @throws CommandException if that is not possible
     */
    static Emulation emulation(Board board) {
        return board.emulation()
                .orElseThrow(() -> new CommandException(
                        "The board (" + board.name() + ") cannot be emulated.\nMaybe flash it and give --port PATH."));
    }
}
