package io.tinsmith.cli.command;

import io.tinsmith.cli.analysis.Limits;
import io.tinsmith.cli.report.Limit;
import io.tinsmith.targets.Board;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a network is asked to fit. */
final class LimitsOption {
    private static final int NANOS_PER_MICRO = 1000;

    @Option(
            names = "--sram",
            paramLabel = "SIZE",
            description =
                    "SRAM of the whole program: show the schedule that computes least within it. Default: that of "
                            + "--board; without either, the least arena",
            converter = Conversions.Bytes.class)
    private @Nullable Long sram;

    @Option(
            names = "--flash",
            paramLabel = "SIZE",
            description = "Flash of the whole program. Default: that of --board, else any",
            converter = Conversions.Bytes.class)
    private @Nullable Long flash;

    @Option(
            names = "--latency",
            paramLabel = "TIME",
            description = "Limit for one inference, such as 50ms; kept by an estimate. Default: none",
            converter = Conversions.Time.class)
    private @Nullable Duration latency;

    boolean isGiven() {
        return sram != null || flash != null || latency != null;
    }

    /** What was asked for; of memory, what the board has where nothing was. */
    Limits limits(Optional<Board> board) {
        Limits limits = board.map(Limits::of).orElseGet(Limits::none);
        if (sram != null) {
            limits = limits.and(Limit.What.SRAM, "--sram", sram);
        }
        if (flash != null) {
            limits = limits.and(Limit.What.FLASH, "--flash", flash);
        }
        if (latency != null) {
            limits = limits.and(Limit.What.LATENCY, "--latency", latency.toNanos() / NANOS_PER_MICRO);
        }
        return limits;
    }
}
