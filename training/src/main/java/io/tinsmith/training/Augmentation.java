package io.tinsmith.training;

/**
 * Random changes to a training image, in this order: mirrored with probability 1/2, shifted, changed in colour, parts
 * cut out. What is cut out is zero: black, or the floor of a spectrogram.
 *
 * @param cutout side of the cut-out square in pixels, 0 for none; it may hang over the border (DeVries and Taylor,
 *     arXiv:1708.04552)
 * @param mixup both parameters of the beta distribution from which two images' shares are drawn, 0 for none, at most 1
 *     (Zhang et al., arXiv:1710.09412)
 */
public record Augmentation(boolean flip, Shift shift, int cutout, Colour colour, Masks masks, double mixup) {
    /** What comes in at the border that is shifted away from. */
    public enum Fill {
        ZERO,
        MIRROR
    }

    /**
     * As many pixels at most, either way.
     *
     * @param rows along the height; of a spectrogram, the time
     * @param columns along the width
     */
    public record Shift(int rows, int columns, Fill fill) {
        public Shift {
            atLeastZero("shift", rows, columns);
        }
    }

    /**
     * Greatest changes, of values 0 to 1.
     *
     * @param brightness added or subtracted; of a spectrogram, the loudness
     * @param contrast how much the distance from the image's mean may grow or shrink, as a share
     * @param saturation how much the distance from grey may grow or shrink, as a share; colour images only
     */
    public record Colour(double brightness, double contrast, double saturation) {
        public static final Colour NONE = new Colour(0, 0, 0);

        public Colour {
            if (!(brightness >= 0 && contrast >= 0 && saturation >= 0) || brightness + contrast + saturation > 3) {
                throw new IllegalArgumentException("The brightness (" + brightness + "), contrast (" + contrast
                        + ") and saturation (" + saturation + ") are not within 0 to 1.");
            }
        }
    }

    /**
     * Widths at most of a band of rows and a band of columns that are cut out (SpecAugment: Park et al.,
     * arXiv:1904.08779).
     */
    public record Masks(int rows, int columns) {
        public static final Masks NONE = new Masks(0, 0);

        public Masks {
            atLeastZero("mask", rows, columns);
        }
    }

    public Augmentation {
        atLeastZero("cutout", cutout, 0);
        if (!(mixup >= 0 && mixup <= 1)) {
            throw new IllegalArgumentException("The mixup (" + mixup + ") is not within 0 to 1.");
        }
    }

    /** A flip, a shift that brings in zeros, and a cut-out square. */
    public Augmentation(boolean flip, int maxShift, int cutout) {
        this(flip, new Shift(maxShift, maxShift, Fill.ZERO), cutout, Colour.NONE, Masks.NONE, 0);
    }

    public static Augmentation none() {
        return new Augmentation(false, 0, 0);
    }

    private static void atLeastZero(String what, int first, int second) {
        if (first < 0 || second < 0) {
            throw new IllegalArgumentException("The " + what + " (" + first + ", " + second + ") must be at least 0.");
        }
    }
}
