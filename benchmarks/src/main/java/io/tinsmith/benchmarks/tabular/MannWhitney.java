package io.tinsmith.benchmarks.tabular;

/** The rank-sum test (Mann and Whitney 1947, doi:10.1214/aoms/1177730491), by the normal approximation with ties. */
final class MannWhitney {
    private MannWhitney() {}

    /**
     * Probability of ranks as good as those of {@code a}, or better, if {@code a} and {@code b} were drawn from one
     * distribution: one-sided, small where {@code a} is larger. For samples of about 10 and more.
     */
    static double p(double[] a, double[] b) {
        double u = 0;
        for (double x : a) {
            for (double y : b) {
                u += x > y ? 1 : x == y ? 0.5 : 0;
            }
        }
        double n = a.length + b.length;
        double ties = 0;
        for (double x : a) {
            ties += Math.pow(count(a, x) + count(b, x), 2) - 1;
        }
        for (double y : b) {
            ties += Math.pow(count(a, y) + count(b, y), 2) - 1;
        }
        // Each group of t ties adds t^3 - t, which is t times the t^2 - 1 that each of its members added.
        double variance = a.length * b.length / 12.0 * (n + 1 - ties / (n * (n - 1)));
        if (variance <= 0) {
            return 1;
        }
        double z = (u - a.length * b.length / 2.0 - 0.5) / Math.sqrt(variance);
        return upperTail(z);
    }

    /** Of the standard normal distribution (Abramowitz and Stegun 1964, 7.1.26; error below 1.5e-7). */
    static double upperTail(double z) {
        double x = Math.abs(z) / Math.sqrt(2);
        double t = 1 / (1 + 0.3275911 * x);
        double erfc = t
                * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
                * Math.exp(-x * x);
        return z >= 0 ? erfc / 2 : 1 - erfc / 2;
    }

    private static int count(double[] values, double value) {
        int count = 0;
        for (double v : values) {
            count += v == value ? 1 : 0;
        }
        return count;
    }
}
