package io.tinsmith.training;

/**
 * Random changes to a training image: a horizontal flip with probability 1/2, a shift, and a cut-out square. What is
 * shifted in or cut out is zero, the background of the images.
 *
 * @param maxShift greatest shift in pixels along each axis, either way; at least 0
 * @param cutout side of the cut-out square in pixels, 0 for none; it may hang over the border (DeVries and Taylor,
 *     arXiv:1708.04552)
 */
public record Augmentation(boolean flip, int maxShift, int cutout) {
    public Augmentation {
        if (maxShift < 0 || cutout < 0) {
            throw new IllegalArgumentException(
                    "The maxShift (" + maxShift + ") and the cutout (" + cutout + ") must be at least 0.");
        }
    }

    public static Augmentation none() {
        return new Augmentation(false, 0, 0);
    }
}
