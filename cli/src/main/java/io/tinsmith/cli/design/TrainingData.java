package io.tinsmith.cli.design;

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

    /** How many training images remain after the split. */
    static int trainCount(Dataset dataset) {
        return dataset.train().count() - validationCount(dataset);
    }

    /** Fewer epochs than this are not worth while. */
    static int leastEpochs(Dataset dataset, double seconds) {
        return TrainingPlans.leastEpochs(dataset.kind(), dataset.imageShape(), trainCount(dataset), seconds);
    }

    static TrainingData of(Dataset dataset, Network network, long seed) {
        return of(dataset, network.inputShape().height(), network.inputShape().width(), seed);
    }

    /** Images of so many pixels. */
    static TrainingData of(Dataset dataset, int height, int width, long seed) {
        Dataset resized = dataset.resizedTo(height, width);
        ImageSet.Split split = resized.train().split(validationCount(dataset), seed);
        return new TrainingData(split.train(), split.validation(), resized.test(), resized.input(), dataset.kind());
    }

    static int validationCount(Dataset dataset) {
        return Math.max(1, Math.min(MOST_VALIDATION, dataset.train().count() / 10));
    }
}
