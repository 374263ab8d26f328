package io.tinsmith.cli.command;

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

    DatasetOptions options() {
        DatasetOptions standard = DatasetOptions.standard();
        return new DatasetOptions(imageSize, !noMirror, features, standard.splitSeed());
    }

    /** What differs from the standard, as a part of the job's description. */
    String text() {
        return (imageSize == 0 ? "" : " --image-size " + imageSize)
                + (noMirror ? " --no-mirror" : "")
                + (features == SoundFeatures.LOG_MEL ? "" : " --features " + features);
    }
}
