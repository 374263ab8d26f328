package io.tinsmith.training.quantize;

/** How often a tensor takes which values, in bins of equal width from {@code min} to {@code max}. */
final class Histogram {
    private static final int BINS = 2048;
    /** Steps in which an end of the range is drawn in. */
    private static final int STEPS = 100;

    private static final int ROUNDS = 2;
    private static final int LEVELS = 255;

    private final double min;
    private final double max;
    private final long[] counts = new long[BINS];
    /** Exact zeros, as of a ReLU: they stay exact in int8. */
    private long zeros;

    private long total;

    Histogram(Range range) {
        min = range.min();
        max = range.max();
    }

    /** Counts values, all within the range; safe from several threads, in any order. */
    synchronized void add(float[] values) {
        double perBin = max > min ? BINS / (max - min) : 0;
        for (float v : values) {
            counts[Math.min(BINS - 1, (int) ((v - min) * perBin))]++;
            zeros += v == 0 ? 1 : 0;
        }
        total += values.length;
    }

    /**
     * The range that holds all but a share of the values at either end.
     *
     * @param percentile of the values below the upper end, above 50 and at most 100
     */
    Range within(double percentile) {
        double share = 1 - percentile / 100;
        double low = quantile(share);
        double high = quantile(1 - share);
        return new Range((float) Math.min(low, high), (float) Math.max(low, high));
    }

    private double quantile(double share) {
        double wanted = share * total;
        double below = 0;
        for (int b = 0; b < BINS; b++) {
            if (counts[b] > 0 && below + counts[b] >= wanted) {
                double part = Math.max(0, (wanted - below) / counts[b]);
                return min + (b + part) * (max - min) / BINS;
            }
            below += counts[b];
        }
        return max;
    }

    /** The range of the least mean squared error, with rounding errors taken to be spread evenly over a step. */
    Range leastError() {
        double low = Math.min(min, 0);
        double high = Math.max(max, 0);
        double bestLow = low;
        double bestHigh = high;
        double least = error(low, high);
        for (int round = 0; round < ROUNDS; round++) {
            for (int step = 1; step <= STEPS; step++) {
                double part = step / (double) STEPS;
                double ofHigh = error(bestLow, high * part);
                if (ofHigh < least) {
                    least = ofHigh;
                    bestHigh = high * part;
                }
            }
            for (int step = 1; step <= STEPS; step++) {
                double part = step / (double) STEPS;
                double ofLow = error(low * part, bestHigh);
                if (ofLow < least) {
                    least = ofLow;
                    bestLow = low * part;
                }
            }
        }
        return new Range((float) bestLow, (float) bestHigh);
    }

    /** Sum of squared errors of all values. */
    private double error(double low, double high) {
        double width = (max - min) / BINS;
        double cut = 0;
        long inside = 0;
        for (int b = 0; b < BINS; b++) {
            double v = min + (b + 0.5) * width;
            if (v < low) {
                cut += counts[b] * (low - v) * (low - v);
            } else if (v > high) {
                cut += counts[b] * (v - high) * (v - high);
            } else {
                inside += counts[b];
            }
        }
        double step = (high - low) / LEVELS;
        return cut + Math.max(0, inside - zeros) * step * step / 12;
    }
}
