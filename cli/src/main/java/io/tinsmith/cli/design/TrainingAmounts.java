package io.tinsmith.cli.design;

import io.tinsmith.graph.Graph;
import io.tinsmith.training.TrainingPlans;

/**
 * How much is trained, from planned seconds and nominal cost.
 *
 * @param images of the training set that are used
 * @param epochs passes over them
 */
public record TrainingAmounts(int images, int epochs) {
    private static final int LEAST_IMAGES = 2_560;

    /**
     * What fits the seconds: whole epochs of all images, or, where not even one fits, one epoch of a part of them.
     *
     * @param available images of the training set
     */
    static TrainingAmounts within(double seconds, Graph structure, TrainingSpeed speed, int available) {
        double affordable = (seconds - speed.startSeconds(structure)) / speed.secondsPerImage(structure);
        if (affordable >= available) {
            return new TrainingAmounts(
                    available, (int) Math.min(TrainingPlans.mostEpochs(available), affordable / available));
        }
        return new TrainingAmounts(Math.min(available, Math.max(LEAST_IMAGES, (int) affordable)), 1);
    }
}
