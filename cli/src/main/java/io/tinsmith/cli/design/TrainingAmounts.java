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
    // Rounding passes over each activation a dozen times: 2.2 and 3.3 were measured on networks of 40 k and 200 k MACs.
    private static final int QUANTIZED_COST = 3;

    /** Epochs of plain training that take as long as so many quantization-aware ones, whose rounding costs time. */
    static int plainEpochs(int quantizedEpochs) {
        return QUANTIZED_COST * quantizedEpochs;
    }

    /** Less what so many epochs of quantization-aware training take. */
    TrainingAmounts leaving(int quantizedEpochs) {
        return new TrainingAmounts(images, Math.max(1, epochs - plainEpochs(quantizedEpochs)));
    }

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
