package io.tinsmith.training;

/** Is told how a training goes, on the training's thread. It carries no times: whoever shows a rate has a clock. */
public interface TrainingListener {
    /**
     * After each step. Epochs and steps count from 1.
     *
     * @param loss smoothed cross-entropy of this step's batch
     */
    default void onStep(int epoch, int ofEpochs, int step, int ofSteps, double loss) {}

    /**
     * After each epoch, before its checkpoint: a run killed in between repeats the epoch.
     *
     * @param loss mean over the epoch's steps
     * @param validationAccuracy 0 to 1, of the folded float network
     */
    default void onEpoch(int epoch, int ofEpochs, double loss, double validationAccuracy) {}

    /** Listens to nothing. */
    static TrainingListener none() {
        return new TrainingListener() {};
    }
}
