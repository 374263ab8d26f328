package io.tinsmith.cli.design;

import io.tinsmith.graph.Graph;
import io.tinsmith.training.TrainingPlans;
import java.util.List;

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
        return forEach(seconds, List.of(structure), speed, available);
    }

    /**
     * What fits the seconds where each structure is trained as much as the others: results of different amounts would
     * not compare.
     *
     * @param seconds for all structures together
     * @param available images of the training set
     */
    static TrainingAmounts forEach(double seconds, List<Graph> structures, TrainingSpeed speed, int available) {
        double start = structures.stream().mapToDouble(speed::startSeconds).sum();
        double each = structures.stream().mapToDouble(speed::secondsPerImage).sum();
        double affordable = (seconds - start) / each;
        if (affordable >= available) {
            return new TrainingAmounts(
                    available, (int) Math.min(TrainingPlans.mostEpochs(available), affordable / available));
        }
        return new TrainingAmounts(Math.min(available, Math.max(LEAST_IMAGES, (int) affordable)), 1);
    }
}
