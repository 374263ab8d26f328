package io.tinsmith.search.strategy;

/** The way of one ratio: phi = 0, 1, 2 and so on up to what does not fit, then the largest that fits by bisection. */
final class ScalingChain {
    private static final double PRECISION = 1.0 / 16;

    private final ScalingRatio ratio;
    private double fits = Double.NaN;
    private double exceeds = Double.NaN;
    private boolean done;
    private double bestFitness = Double.NEGATIVE_INFINITY;

    ScalingChain(ScalingRatio ratio) {
        this.ratio = ratio;
    }

    ScalingRatio ratio() {
        return ratio;
    }

    boolean isDone() {
        return done;
    }

    /** Of those that fit. */
    double bestFitness() {
        return bestFitness;
    }

    /** What to try next. */
    double phi() {
        if (Double.isNaN(fits)) {
            return 0;
        }
        return Double.isNaN(exceeds) ? fits + 1 : (fits + exceeds) / 2;
    }

    /**
     * The result at {@link #phi}.
     *
     * @param largest a larger phi changes nothing
     */
    void tell(boolean fit, double fitness, boolean largest) {
        double phi = phi();
        if (fit) {
            fits = phi;
            bestFitness = Math.max(bestFitness, fitness);
            done = largest || exceeds - fits <= PRECISION;
        } else {
            exceeds = phi;
            // Nothing fits where the least does not.
            done = Double.isNaN(fits) || exceeds - fits <= PRECISION;
        }
    }
}
