package io.tinsmith.cli.command;

import io.tinsmith.cli.design.DataSource;
import io.tinsmith.training.DatasetOptions;
import io.tinsmith.training.SoundFeatures;
import picocli.CommandLine.Option;

/** How a data set is read. */
final class DatasetOption {
    @Option(
            names = "--image-size",
            paramLabel = "PIXELS",
            description = "Takes the square in the middle of each picture and scales it. Default: as they are",
            defaultValue = "0")
    private int imageSize;

    @Option(names = "--no-mirror", description = "Mirrored images are not of their class: digits, letters, road signs.")
    private boolean noMirror;

    @Option(
            names = "--features",
            paramLabel = "NAME",
            description = "Of recordings: log-mel (spectrograms) or mfcc (cepstral coefficients). Default: log-mel",
            defaultValue = "log-mel",
            converter = Conversions.Features.class)
    private SoundFeatures features = SoundFeatures.LOG_MEL;

    /** A data set, read so. */
    DataSource source(String nameOrPath) {
        long splitSeed = DatasetOptions.standard().splitSeed();
        return new DataSource(nameOrPath, new DatasetOptions(imageSize, !noMirror, features, splitSeed));
    }
}
