package io.tinsmith.cli.design;

import io.tinsmith.search.Network;
import io.tinsmith.training.Dataset;
import io.tinsmith.training.ImageSet;

/**
 * A data set at one resolution, its training part split.
 *
 * @param validation held out of the training images; the test images are never used to choose anything
 */
record TrainingData(ImageSet train, ImageSet validation, ImageSet test) {
    private static final int MOST_VALIDATION = 5_000;

    /** How many training images remain after the split. */
    static int trainCount(Dataset dataset) {
        return dataset.train().count() - validationCount(dataset);
    }

    static TrainingData of(Dataset dataset, Network network, long seed) {
        Dataset resized = dataset.resizedTo(
                network.inputShape().height(), network.inputShape().width());
        ImageSet.Split split = resized.train().split(validationCount(dataset), seed);
        return new TrainingData(split.train(), split.validation(), resized.test());
    }

    private static int validationCount(Dataset dataset) {
        return Math.max(1, Math.min(MOST_VALIDATION, dataset.train().count() / 10));
    }
}
