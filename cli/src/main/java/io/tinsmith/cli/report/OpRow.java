package io.tinsmith.cli.report;

import org.jspecify.annotations.Nullable;

/**
 * One op.
 *
 * @param index in the order in which the ops run, as the device counts them
 * @param step of the schedule in which it runs; the ops of a stream share one
 * @param liveBytes arena bytes in use in that step, scratch included (exact)
 * @param flashBytes of its weights and biases (exact)
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
        @Nullable Long instructions) {}
