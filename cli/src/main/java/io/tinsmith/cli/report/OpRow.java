package io.tinsmith.cli.report;

import org.jspecify.annotations.Nullable;

/**
 * One op.
 *
 * @param index in the order in which the ops run, as the device counts them
 * @param step of the schedule in which it runs; the ops of a stream share one
 * @param liveBytes arena bytes in use in that step, scratch included (exact)
 * @param flashBytes of its weights and biases (exact)
 * @param intensity MACs for each byte of input, output, weights and biases, each counted once; null in reports that do not
 *     tell
 * @param predictedInstructions of one run; null in reports that do not tell, and where the board's table is of cycles or
 *     lacks a cost
 * @param instructions of one run, measured in the emulator; null where it did not run
 */
public record OpRow(
        int index,
        int step,
        String name,
        String kind,
        String output,
        long macs,
        long parameters,
        long liveBytes,
        long flashBytes,
        @Nullable Double intensity,
        @Nullable Long predictedInstructions,
        @Nullable Long instructions) {
    /** With what it is predicted to take. */
    public OpRow predicted(@Nullable Long takes) {
        return new OpRow(
                index,
                step,
                name,
                kind,
                output,
                macs,
                parameters,
                liveBytes,
                flashBytes,
                intensity,
                takes,
                instructions);
    }
}
