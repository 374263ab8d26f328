package io.tinsmith.cli.design;

import io.tinsmith.training.Dataset;
import io.tinsmith.training.DatasetOptions;
import io.tinsmith.training.Datasets;
import io.tinsmith.training.SoundFeatures;

/**
 * Where a run's data come from.
 *
 * @param name of a data set, or a path
 */
public record DataSource(String name, DatasetOptions options) {
    /** Reads them. */
    public Dataset open() {
        return Datasets.open(name, options);
    }

    /** The name, and what differs from the standard way of reading, as options of the command. */
    String text() {
        return name
                + (options.imageSide() == 0 ? "" : " --image-size " + options.imageSide())
                + (options.mirrored() ? "" : " --no-mirror")
                + (options.features() == SoundFeatures.LOG_MEL ? "" : " --features " + options.features());
    }
}
