package io.tinsmith.cli.report;

import org.jspecify.annotations.Nullable;

/**
 * One line of a memory budget.
 *
 * @param level 0 for the sum, 1 for its parts, 2 for "of which" lines that are not added again
 * @param predictedBytes what the memory model says; null where it makes no statement
 * @param measuredBytes what was read; null where nothing was
 * @param source where the measured value was read, for example {@code "ELF section .bss"}
 */
public record MemoryRow(
        String name,
        int level,
        @Nullable Long predictedBytes,
        @Nullable Long measuredBytes,
        String source) {
    public MemoryRow {
        if (level < 0 || level > 2) {
            throw new IllegalArgumentException("The level (" + level + ") of (" + name + ") is not 0, 1 or 2.");
        }
    }

    /** True when both are there and differ. */
    public boolean differs() {
        return predictedBytes != null && measuredBytes != null && !predictedBytes.equals(measuredBytes);
    }
}
