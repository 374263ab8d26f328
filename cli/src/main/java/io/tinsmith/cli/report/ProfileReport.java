package io.tinsmith.cli.report;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one inference takes, op by op.
 *
 * @param schemaVersion of the JSON; raised whenever a reader of the one before would misread it
 * @param where for example {@code "qemu-system-arm mps2-an386"}
 * @param clockHz that the times are for
 * @param cyclesBasis estimated from counts in the emulator, or measured by a board's cycle counter
 * @param cycleSource what the estimate rests on, or which counter measured
 * @param band of the estimate for the core, as a share; null where measured
 * @param flashWaitStates that the estimate takes for a new line of flash; null where measured
 * @param total of the ops and what lies between them
 * @param between loops of streams, calls and the like; only counted in the emulator
 * @param measuredInstructions as the firmware's own timer counts them, metering included; null on a board
 * @param meteringInstructions that only take the time of ops; in no other count; null on a board
 * @param memory what was written where; empty on a board
 * @param energy null where the board file has no power figures
 */
public record ProfileReport(
        int schemaVersion,
        String board,
        String core,
        String where,
        String modelSha256,
        long clockHz,
        Basis cyclesBasis,
        String cycleSource,
        @Nullable Double band,
        @Nullable Integer flashWaitStates,
        Cost total,
        List<Op> ops,
        @Nullable Cost between,
        @Nullable Long measuredInstructions,
        @Nullable Long meteringInstructions,
        List<Memory> memory,
        @Nullable Energy energy) {
    public static final int SCHEMA_VERSION = 1;

    public ProfileReport {
        ops = List.copyOf(ops);
        memory = List.copyOf(memory);
    }

    /** One op, by the number that the device knows it by. */
    public record Op(int index, String name, Cost cost) {}

    /**
     * What a part of the inference takes.
     *
     * @param macs null where they are not known
     * @param share of all cycles, 0 to 1
     * @param counts null on a board, which counts cycles only
     */
    public record Cost(
            @Nullable Long macs,
            long cycles,
            double milliseconds,
            double share,
            @Nullable Counts counts) {}

    /**
     * What the emulator counted, and the estimate from it.
     *
     * @param cyclesLow low end of the estimate's band
     * @param cyclesHigh high end of it
     * @param classes instructions by class
     * @param cycleKinds estimated cycles by what they go to
     * @param flashBytesRead of weights, tables and constants; instructions themselves not counted
     * @param flashBound much of the time is waiting for flash: the estimate is least sure
     * @param traffic loads and stores by region
     */
    public record Counts(
            long instructions,
            long cyclesLow,
            long cyclesHigh,
            Map<String, Long> classes,
            Map<String, Long> cycleKinds,
            long flashBytesRead,
            boolean flashBound,
            List<Traffic> traffic) {
        public Counts {
            classes = Map.copyOf(classes);
            cycleKinds = Map.copyOf(cycleKinds);
            traffic = List.copyOf(traffic);
        }
    }

    /**
     * Loads and stores of one region.
     *
     * @param loads single accesses: an instruction that loads several words makes as many
     */
    public record Traffic(String region, boolean flash, long loads, long loadBytes, long stores, long storeBytes) {}

    /**
     * What the inference wrote of a region.
     *
     * @param lowestAddress of a written byte
     * @param endAddress after the highest written byte
     * @param bytes that lie between them
     */
    public record Memory(String region, long lowestAddress, long endAddress, long bytes) {}

    /**
     * Always an estimate: power from the board file times the time above.
     *
     * @param meanMilliwattsAtOneASecond with one inference a second, asleep for the rest; null where it takes longer
     */
    public record Energy(
            double millijoules,
            double activeMilliwatts,
            double idleMilliwatts,
            @Nullable Double meanMilliwattsAtOneASecond,
            String source) {}

    /** Instructions for each MAC; null where either is not known. */
    public static @Nullable Double perMac(Cost cost) {
        Long macs = cost.macs();
        Counts counts = cost.counts();
        return macs == null || macs == 0 || counts == null ? null : (double) counts.instructions() / macs;
    }
}
