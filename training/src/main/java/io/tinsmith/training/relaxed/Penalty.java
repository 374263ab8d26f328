package io.tinsmith.training.relaxed;

/**
 * What is added to the loss for what the architecture is expected to cost, as a differentiable function of the
 * probabilities of all options. Called from one thread.
 */
public interface Penalty {
    /**
     * Before each round, the first too. What it makes of it may depend on these arguments only, so that a resumed search
     * goes on as one that was never stopped.
     *
     * @param probabilities of each choice's options
     */
    void prepare(double[][] probabilities, int round);

    /**
     * The penalty.
     *
     * @param gradient to add the gradient by each probability to
     */
    double add(double[][] probabilities, double[][] gradient);

    /** What identifies it: equal text, equal penalty. */
    String identity();

    /** No penalty. */
    static Penalty none() {
        return new Penalty() {
            @Override
            public void prepare(double[][] probabilities, int round) {}

            @Override
            public double add(double[][] probabilities, double[][] gradient) {
                return 0;
            }

            @Override
            public String identity() {
                return "none";
            }
        };
    }
}
