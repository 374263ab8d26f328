package io.tinsmith.training.relaxed;

/** Is told how a search goes, on the search's thread. Rounds and steps count from 1. */
public interface RelaxationListener {
    /**
     * After each step.
     *
     * @param step of all rounds together
     * @param loss of the weights on this step's batch
     */
    default void onStep(long step, long ofSteps, double loss) {}

    /**
     * After each round, before its checkpoint: a search killed in between repeats the round.
     *
     * @param loss mean of the weights over the round's steps
     */
    default void onRound(int round, int ofRounds, double loss, double[][] probabilities) {}

    /** Listens to nothing. */
    static RelaxationListener none() {
        return new RelaxationListener() {};
    }
}
