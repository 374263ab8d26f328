package io.tinsmith.memory;

/** How often each {@link CostTerm} occurs in something that runs. */
public final class TermCounts {
    private static final int TERMS = CostTerm.values().length;

    private final double[] counts = new double[TERMS];

    /** Counts {@code count} more of a term; the count may be a part where rows are counted as a share of all. */
    public void add(CostTerm term, double count) {
        counts[term.place()] += count;
    }

    public void add(TermCounts other) {
        for (int i = 0; i < TERMS; i++) {
            counts[i] += other.counts[i];
        }
    }

    public double of(CostTerm term) {
        return counts[term.place()];
    }

    /** In the order of {@code CostTerm.values()}. */
    public double[] toArray() {
        return counts.clone();
    }

    double times(double[] each) {
        double sum = 0;
        for (int i = 0; i < TERMS; i++) {
            sum += counts[i] * each[i];
        }
        return sum;
    }
}
