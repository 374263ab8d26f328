package io.tinsmith.search.predict;

/** A function that was learned from examples. */
public interface Predictor {
    /**
     * What an example of these features is worth, and how far off that may be.
     *
     * @param features as many as the examples that it was learned from had
     */
    Prediction predict(double[] features);

    /**
     * A normal distribution.
     *
     * @param deviation standard deviation of one measured value around the mean, noise included; at least 0
     */
    record Prediction(double mean, double deviation) {}

    /** Learns a predictor. */
    @FunctionalInterface
    interface Learner {
        /**
         * Learns.
         *
         * @param features {@code [examples][features]}, at least 2 examples
         * @param values one of each example
         */
        Predictor learn(double[][] features, double[] values);
    }
}
