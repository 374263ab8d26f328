package io.tinsmith.targets;

import io.tinsmith.targets.internal.ProfileText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * One inference, op by op, as the profiling plugin counted it in the emulator.
 *
 * @param regions of memory, in the order of {@link ExecutionCounts#traffic}; the last is all else, such as peripherals
 * @param ops in the order in which the firmware counts them
 * @param between what lies between ops: the loops of streams, the calls
 * @param measuredInstructions from the firmware's first read of its timer to the last, metering included: what the
 *     firmware itself measures, to the instruction
 * @param meteringInstructions of the inference that only take the time of ops; in no other count
 */
public record ExecutionProfile(
        List<Region> regions,
        List<ExecutionCounts> ops,
        ExecutionCounts between,
        long measuredInstructions,
        long meteringInstructions) {

    /**
     * A piece of the address space.
     *
     * @param flash whether it is flash
     * @param lowestWritten address of the lowest byte that the inference wrote; 0 if none
     * @param writtenEnd address after the highest byte that it wrote; 0 if none
     */
    public record Region(String name, boolean flash, long lowestWritten, long writtenEnd) {}

    public ExecutionProfile {
        regions = List.copyOf(regions);
        ops = List.copyOf(ops);
    }

    /**
     * Reads what the plugin wrote.
     *
     * @throws TargetException if that is no whole profile of at least one inference
     */
    public static ExecutionProfile read(Path file) {
        try {
            return ProfileText.parse(Files.readString(file));
        } catch (IOException e) {
            throw new TargetException(
                    "The profile (" + file + ") can't be read.\nMaybe the emulator ended too early: try again.", e);
        } catch (IllegalArgumentException e) {
            throw new TargetException(
                    "The profile (" + file + ") is not whole: " + e.getMessage()
                            + "\nMaybe the emulator ended too early: try again.",
                    e);
        }
    }

    /** All ops and what lies between them, without the metering. */
    public ExecutionCounts total() {
        return ops.stream().reduce(between, ExecutionCounts::plus);
    }
}
