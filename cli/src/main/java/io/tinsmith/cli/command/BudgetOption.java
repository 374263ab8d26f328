package io.tinsmith.cli.command;

import io.tinsmith.cli.bench.LatencyModel;
import io.tinsmith.codegen.Optimize;
import io.tinsmith.memory.MemoryBudget;
import io.tinsmith.targets.Board;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a network may take, for the commands that look for one. */
final class BudgetOption {
    private static final long DEFAULT_SRAM_BYTES = 100_000;
    private static final long DEFAULT_FLASH_BYTES = 256_000;

    @Option(
            names = "--board",
            paramLabel = "NAME|FILE",
            description = "See: tinsmith boards. Default: netduino-plus-2",
            defaultValue = "netduino-plus-2",
            converter = BoardConverter.class)
    @SuppressWarnings("NullAway.Init")
    private Board board;

    @Option(
            names = "--sram",
            paramLabel = "SIZE",
            description = "SRAM of the whole program. Default: 100KB",
            converter = Conversions.Bytes.class)
    private @Nullable Long sram;

    @Option(
            names = "--flash",
            paramLabel = "SIZE",
            description = "Flash of the whole program. Default: 256KB",
            converter = Conversions.Bytes.class)
    private @Nullable Long flash;

    @Option(
            names = "--latency",
            paramLabel = "TIME",
            description = "Limit for one inference, such as 50ms; kept by an estimate. Default: none",
            converter = Conversions.Time.class)
    private @Nullable Duration latency;

    @Mixin
    private CostsOption costs = new CostsOption();

    Board board() {
        return board;
    }

    /** What was asked of a command, checked against the board. */
    MemoryBudget memory(TinsmithSubcommand command) {
        return new MemoryBudget(
                command.budget("--sram", sram, board, board.sramBytes(), DEFAULT_SRAM_BYTES),
                command.budget("--flash", flash, board, board.flashBytes(), DEFAULT_FLASH_BYTES));
    }

    Optional<Duration> latency() {
        return Optional.ofNullable(latency);
    }

    Optional<Path> costsFile() {
        return costs.file();
    }

    LatencyModel times() {
        return costs.model(board, Optimize.BALANCED);
    }
}
