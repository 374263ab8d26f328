package io.tinsmith.cli.command;

import io.tinsmith.training.DatasetOptions;
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

    DatasetOptions options() {
        DatasetOptions standard = DatasetOptions.standard();
        return new DatasetOptions(imageSize, !noMirror, standard.splitSeed());
    }

    /** What differs from the standard, as a part of the job's description. */
    String text() {
        return (imageSize == 0 ? "" : " --image-size " + imageSize) + (noMirror ? " --no-mirror" : "");
    }
}
