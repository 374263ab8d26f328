package io.tinsmith.training.supernet;

/** Is told how a supernet's training goes, on the training's thread. Epochs and steps count from 1. */
public interface SupernetListener {
    /**
     * After each step.
     *
     * @param loss of the largest network on this step's batch
     */
    default void onStep(int epoch, int ofEpochs, int step, int ofSteps, double loss) {}

    /**
     * After each epoch, before its checkpoint: a run killed in between repeats the epoch.
     *
     * @param loss mean of the largest network over the epoch's steps
     */
    default void onEpoch(int epoch, int ofEpochs, double loss) {}

    /** Listens to nothing. */
    static SupernetListener none() {
        return new SupernetListener() {};
    }
}
