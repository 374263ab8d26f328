package io.tinsmith.cli.report;

import java.util.List;

/**
 * The use of one kind of memory, by part, against its budget.
 *
 * @param name {@code "SRAM"} or {@code "Flash"}
 */
public record MemoryTable(String name, long budgetBytes, List<MemoryRow> rows) {
    public MemoryTable {
        rows = List.copyOf(rows);
    }

    /** The measured sum, or the predicted one where nothing was measured; 0 when there is neither. */
    public long totalBytes() {
        return rows.stream()
                .filter(r -> r.level() == 0)
                .mapToLong(r -> {
                    Long measured = r.measuredBytes();
                    Long predicted = r.predictedBytes();
                    return measured != null ? measured : predicted != null ? predicted : 0;
                })
                .findFirst()
                .orElse(0);
    }
}
