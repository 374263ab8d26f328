package io.tinsmith.training;

/**
 * How a data set is read.
 *
 * @param imageSide pictures are cut to the square in their middle and scaled to this side in pixels; 0 takes them as they
 *     are, all of one size
 * @param mirrored whether a mirrored image is still of its class; false for digits, letters and signs
 * @param features what recordings are made into; anything but the standard is refused for other data sets
 * @param splitSeed of the split of data that comes in one part; always the same unless you ask, so that results compare
 */
public record DatasetOptions(int imageSide, boolean mirrored, SoundFeatures features, long splitSeed) {
    public DatasetOptions {
        if (imageSide < 0 || imageSide > 1024) {
            throw new IllegalArgumentException("The image size (" + imageSide + ") is not within 1 to 1024.");
        }
    }

    public static DatasetOptions standard() {
        return new DatasetOptions(0, true, SoundFeatures.LOG_MEL, 1);
    }
}
