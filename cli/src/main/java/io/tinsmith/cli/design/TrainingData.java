package io.tinsmith.cli.design;

import io.tinsmith.graph.Shape;
import io.tinsmith.search.Network;
import io.tinsmith.training.Dataset;
import io.tinsmith.training.ImageSet;
import io.tinsmith.training.TrainingPlans;
import java.util.Map;

/**
 * A data set at one resolution, its training part split.
 *
 * @param input how the images are made from what is measured, where they are no pictures
 * @param validation held out of the training images; the test images are never used to choose anything
 */
record TrainingData(ImageSet train, ImageSet validation, ImageSet test, Map<String, String> input, Dataset.Kind kind) {
    private static final int MOST_VALIDATION = 5_000;
    private static final int MOST_SHOWN = 1_000;

    /** How many training images remain after the split. */
    static int trainCount(Dataset dataset) {
        return dataset.train().count() - validationCount(dataset);
    }

    /**
     * How many images the winner is trained on. After that nothing is chosen by the validation images, unless a
     * quantization-aware network stands beside it: so few are held out, to show the curve.
     */
    static int winnerCount(Dataset dataset, DesignJob job) {
        return dataset.train().count() - heldFromWinner(dataset, job);
    }

    private static int heldFromWinner(Dataset dataset, DesignJob job) {
        int shown = Math.max(1, Math.min(MOST_SHOWN, dataset.train().count() / 50));
        return job.quantizedEpochs() > 0 ? validationCount(dataset) : shown;
    }

    /** Of the winner's training, fewer epochs than this are not worth while. */
    static int leastEpochs(Dataset dataset, DesignJob job, double seconds) {
        return TrainingPlans.leastEpochs(dataset.kind(), dataset.imageShape(), winnerCount(dataset, job), seconds);
    }

    static TrainingData of(Dataset dataset, Network network, long seed) {
        return of(dataset, network.inputShape().height(), network.inputShape().width(), seed);
    }

    /** Images of so many pixels. */
    static TrainingData of(Dataset dataset, int height, int width, long seed) {
        return of(dataset, height, width, validationCount(dataset), seed);
    }

    /** To train the winner on. What is held out was held out before. */
    static TrainingData ofWinner(Dataset dataset, Network network, DesignJob job) {
        Shape shape = network.inputShape();
        return of(dataset, shape.height(), shape.width(), heldFromWinner(dataset, job), job.seed());
    }

    private static TrainingData of(Dataset dataset, int height, int width, int held, long seed) {
        Dataset resized = dataset.resizedTo(height, width);
        ImageSet.Split split = resized.train().split(held, seed);
        return new TrainingData(split.train(), split.validation(), resized.test(), resized.input(), dataset.kind());
    }

    static int validationCount(Dataset dataset) {
        return Math.max(1, Math.min(MOST_VALIDATION, dataset.train().count() / 10));
    }
}
