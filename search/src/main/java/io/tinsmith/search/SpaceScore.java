package io.tinsmith.search;

import java.util.List;

/**
 * How well a space suits the constraints.
 *
 * @param samples networks drawn
 * @param survivorMacs MACs of those that fit, ascending: the CDF
 * @param meanMacs of those that fit; 0 if none
 * @param score mean MACs less 1.645 standard errors: a lower confidence bound, so that few survivors count for less
 * @param eligible enough fitted for the score to mean something
 */
public record SpaceScore(
        NetworkSpace<?> space, int samples, List<Long> survivorMacs, double meanMacs, double score, boolean eligible) {
    /** One-sided 95 % quantile of the normal distribution. */
    private static final double QUANTILE = 1.645;

    public SpaceScore {
        survivorMacs = List.copyOf(survivorMacs);
    }

    static SpaceScore of(NetworkSpace<?> space, int samples, List<Long> macs) {
        List<Long> sorted = macs.stream().sorted().toList();
        int n = sorted.size();
        double mean = sorted.stream().mapToLong(Long::longValue).average().orElse(0);
        int enough = Math.max(1, Math.min(20, (samples + 19) / 20));
        return new SpaceScore(
                space, samples, sorted, mean, Math.max(0, mean - QUANTILE * error(sorted, mean)), n >= enough);
    }

    /** Standard error of {@link #meanMacs}; the mean itself where fewer than two fit. */
    public double standardError() {
        return error(survivorMacs, meanMacs);
    }

    private static double error(List<Long> macs, double mean) {
        int n = macs.size();
        double squares = macs.stream().mapToDouble(m -> (m - mean) * (m - mean)).sum();
        return n < 2 ? mean : Math.sqrt(squares / (n - 1) / n);
    }

    public int survivors() {
        return survivorMacs.size();
    }

    /**
     * MACs below which the part {@code p} of the survivors lies, by nearest rank.
     *
     * @param p from 0 to 1
     */
    public long percentileMacs(double p) {
        if (survivorMacs.isEmpty()) {
            throw new IllegalStateException("No sample of the space (" + space.label() + ") fits.");
        }
        int rank = (int) Math.ceil(p * survivorMacs.size());
        return survivorMacs.get(Math.max(0, Math.min(survivorMacs.size() - 1, rank - 1)));
    }
}
