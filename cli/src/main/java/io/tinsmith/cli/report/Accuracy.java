package io.tinsmith.cli.report;

import org.jspecify.annotations.Nullable;

/**
 * Top-1 accuracy, counted.
 *
 * @param what which network ran where, for example {@code "int8, Java interpreter"}
 * @param correct images classified right, or pixels
 * @param images images tried, at least 1
 * @param pixels of these images that are of a class, where each has one; null where images have
 * @param meanIou mean over the classes of intersection over union, 0 to 1; null without pixels
 */
public record Accuracy(
        String what,
        long correct,
        long images,
        @Nullable Long pixels,
        @Nullable Double meanIou) {
    public Accuracy {
        long all = pixels == null ? images : pixels;
        if (images < 1 || correct < 0 || correct > all) {
            throw new IllegalArgumentException("The accuracy (" + what + ") has correct (" + correct + ") of "
                    + (pixels == null ? "images (" : "pixels (") + all + ").\nMaybe the data set is empty.");
        }
    }

    /** Of images of one class each. */
    public static Accuracy ofImages(String what, long correct, long images) {
        return new Accuracy(what, correct, images, null, null);
    }

    /** Of images, or of pixels; 0 of none. */
    public double percent() {
        long all = pixels == null ? images : pixels;
        return all == 0 ? 0 : 100.0 * correct / all;
    }
}
