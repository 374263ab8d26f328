package io.tinsmith.cli.report;

import org.jspecify.annotations.Nullable;

/**
 * One op.
 *
 * @param liveBytes arena bytes in use while it runs, scratch included (exact)
 * @param flashBytes of its weights and biases (exact)
 * @param instructions of one run, measured in the emulator; null where it did not run
 */
public record OpRow(
        int index,
        String name,
        String kind,
        String output,
        long macs,
        long parameters,
        long liveBytes,
        long flashBytes,
        @Nullable Long instructions) {}
