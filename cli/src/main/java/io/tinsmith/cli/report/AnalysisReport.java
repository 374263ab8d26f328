package io.tinsmith.cli.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one network costs, without training, building or running anything.
 *
 * @param schemaVersion of the JSON; raised whenever a reader of the one before would misread it
 * @param inputType type that the model's file takes, as {@code float32}, where it converts to int8 inside; else null
 * @param outputType the same of what it gives
 * @param leftOut what the file has and is not computed; null where nothing
 * @param constantBytes weights, biases and tables (exact)
 * @param programSramBytes predicted for the benchmark firmware: arena, statics, stack
 * @param programFlashBytes predicted for the benchmark firmware: constants, code
 * @param budget of SRAM; null where none was given
 * @param limits that were given, and what is needed of each
 * @param advice null where nothing is wanting
 * @param time of the schedule on a board; null where the board's table lacks a cost
 * @param millijoules of an inference while the core computes, estimated; null where the board's file has no figures of power
 * @param schedule the one that was asked for
 * @param layerWise the same network op by op, to compare with
 * @param kinds the same network by each kind of schedule
 * @param front by falling arena and rising MACs
 */
public record AnalysisReport(
        int schemaVersion,
        String network,
        String input,
        String output,
        @Nullable String inputType,
        @Nullable String outputType,
        long macs,
        long parameters,
        @Nullable LeftOut leftOut,
        long constantBytes,
        long programSramBytes,
        long programFlashBytes,
        @Nullable Budget budget,
        List<Limit> limits,
        @Nullable FitAdvice advice,
        @Nullable Time time,
        @Nullable Double millijoules,
        ScheduleReport schedule,
        ScheduleReport layerWise,
        List<Plan> kinds,
        List<FrontRow> front,
        List<OpRow> ops,
        List<BoardFit> boards) {
    public static final int SCHEMA_VERSION = 1;

    public AnalysisReport {
        limits = List.copyOf(limits);
        kinds = List.copyOf(kinds);
        front = List.copyOf(front);
        ops = List.copyOf(ops);
        boards = List.copyOf(boards);
    }

    /**
     * What the program may take.
     *
     * @param sramBytes of the whole program
     * @param arenaBytes what statics and stack leave of it; below 0 where they alone are too much
     * @param fits whether the schedule does with it
     */
    public record Budget(long sramBytes, long arenaBytes, boolean fits) {}

    /**
     * What one kind of schedule takes.
     *
     * @param streamOps how many ops each of its streams covers, in order
     */
    public record Plan(String schedule, long arenaBytes, int steps, List<Integer> streamOps, long macs) {
        public Plan {
            streamOps = List.copyOf(streamOps);
        }
    }

    /**
     * What an inference takes.
     *
     * @param instructions predicted; null where the table is of cycles
     * @param millis an estimate, with its band
     */
    public record Time(String board, @Nullable Long instructions, double millis, double lowMillis, double highMillis) {}

    /** Whether the program is within all limits that were given. */
    public boolean fits() {
        return limits.stream().allMatch(Limit::fits);
    }
}
