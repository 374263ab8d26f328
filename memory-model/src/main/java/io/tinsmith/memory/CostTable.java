package io.tinsmith.memory;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What each term costs on a core, in instructions. Measured: see docs/measuring.md. */
public final class CostTable {
    private final Kernels kernels;
    private final double[] each = new double[CostTerm.values().length];
    private final boolean[] known = new boolean[CostTerm.values().length];

    private CostTable(Kernels kernels) {
        this.kernels = kernels;
    }

    /**
     * A table from names of {@link CostTerm}. Terms that have no entry, such as those of the other kind of kernels, cannot
     * be asked for.
     *
     * @param kernels that were measured
     * @throws IllegalArgumentException if a name is none of a term
     */
    public static CostTable of(Kernels kernels, Map<String, Double> instructions) {
        CostTable table = new CostTable(kernels);
        Map<String, Double> unknown = new TreeMap<>(instructions);
        for (CostTerm term : CostTerm.values()) {
            Double cost = unknown.remove(term.name());
            table.each[term.place()] = cost == null ? 0 : cost;
            // Beside its copy a reshape runs no code but the profile's.
            table.known[term.place()] = cost != null || term == CostTerm.RESHAPE;
        }
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("The cost terms ("
                    + unknown.keySet().stream().collect(Collectors.joining(", "))
                    + ") are unknown.\nMaybe the table was made by another version: calibrate again.");
        }
        return table;
    }

    public Kernels kernels() {
        return kernels;
    }

    /** The same costs where a model is built with another {@code TNS_COLUMN_BYTES}. */
    public CostTable withColumnBytes(int bytes) {
        CostTable table = new CostTable(kernels.withColumnBytes(bytes));
        System.arraycopy(each, 0, table.each, 0, each.length);
        System.arraycopy(known, 0, table.known, 0, known.length);
        return table;
    }

    /** Whether there is a cost for each term that occurs. */
    public boolean knows(TermCounts counts) {
        for (CostTerm term : CostTerm.values()) {
            if (!known[term.place()] && counts.of(term) != 0) {
                return false;
            }
        }
        return true;
    }

    public double instructions(CostTerm term) {
        return each[term.place()];
    }

    /**
     * Of all that was counted.
     *
     * @throws IllegalArgumentException if a term occurs that the table has no cost for
     */
    public double instructions(TermCounts counts) {
        for (CostTerm term : CostTerm.values()) {
            if (!known[term.place()] && counts.of(term) != 0) {
                throw new IllegalArgumentException("The cost term (" + term
                        + ") was not measured on this core.\nMaybe calibrate again: scripts/calibrate.");
            }
        }
        return counts.times(each);
    }
}
