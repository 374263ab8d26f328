package io.tinsmith.benchmarks;

/** How alike two rankings of the same things are: 1 for the same order, -1 for the reverse. Ties are allowed. */
public final class RankCorrelation {
    private RankCorrelation() {}

    /** Spearman's rho: Pearson's correlation of the ranks, ties at their mean rank. */
    public static double spearman(double[] a, double[] b) {
        requirePairs(a, b);
        double[] x = ranks(a);
        double[] y = ranks(b);
        double mean = (a.length + 1) / 2.0;
        double xy = 0;
        double xx = 0;
        double yy = 0;
        for (int i = 0; i < a.length; i++) {
            xy += (x[i] - mean) * (y[i] - mean);
            xx += (x[i] - mean) * (x[i] - mean);
            yy += (y[i] - mean) * (y[i] - mean);
        }
        return xy / Math.sqrt(xx * yy);
    }

    /** Kendall's tau-b: pairs in the same order less pairs in the other, over the pairs that are not tied. */
    public static double kendall(double[] a, double[] b) {
        requirePairs(a, b);
        int agree = 0;
        int untiedA = 0;
        int untiedB = 0;
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < i; j++) {
                int x = Double.compare(a[i], a[j]);
                int y = Double.compare(b[i], b[j]);
                agree += x * y;
                untiedA += x == 0 ? 0 : 1;
                untiedB += y == 0 ? 0 : 1;
            }
        }
        return agree / Math.sqrt((double) untiedA * untiedB);
    }

    private static double[] ranks(double[] values) {
        double[] ranks = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            int less = 0;
            int equal = 0;
            for (double other : values) {
                less += other < values[i] ? 1 : 0;
                equal += other == values[i] ? 1 : 0;
            }
            ranks[i] = less + (equal + 1) / 2.0;
        }
        return ranks;
    }

    private static void requirePairs(double[] a, double[] b) {
        if (a.length != b.length || a.length < 2) {
            throw new IllegalArgumentException(
                    "Rankings of " + a.length + " and " + b.length + " things cannot be compared.");
        }
    }
}
