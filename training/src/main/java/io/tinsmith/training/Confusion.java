package io.tinsmith.training;

/** What a network says of labelled images, or of their pixels, counted; pixels that are of no class are left out. */
public final class Confusion {
    private final int classes;
    /** {@code [label, said]}. */
    private final long[] counts;

    private Confusion(int classes) {
        this.classes = classes;
        counts = new long[classes * classes];
    }

    /**
     * Counts.
     *
     * @param said classes, as many as the images have labels and in their order, unsigned
     * @throws IllegalArgumentException if they are not as many, or one is not below the number of classes
     */
    public static Confusion of(ImageSet images, byte[] said) {
        byte[] labels = images.labels();
        if (said.length != labels.length) {
            throw new IllegalArgumentException("There are " + said.length + " classes for " + labels.length
                    + " labels.\nMaybe they are of other images.");
        }
        Confusion c = new Confusion(images.classes());
        boolean maps = images.hasMaps();
        for (int i = 0; i < labels.length; i++) {
            int label = labels[i] & 0xFF;
            if ((said[i] & 0xFF) >= c.classes) {
                throw new IllegalArgumentException("The network says class " + (said[i] & 0xFF) + ", the images have "
                        + c.classes + " classes.\nMaybe it is for another data set.");
            }
            if (!maps || label != ImageSet.UNCOUNTED) {
                c.counts[label * c.classes + (said[i] & 0xFF)]++;
            }
        }
        return c;
    }

    /** How many are right. */
    public long right() {
        long right = 0;
        for (int c = 0; c < classes; c++) {
            right += counts[c * classes + c];
        }
        return right;
    }

    /** Of how many. */
    public long counted() {
        long all = 0;
        for (long n : counts) {
            all += n;
        }
        return all;
    }

    /** Share that is right, 0 to 1; 0 of none. */
    public double accuracy() {
        long all = counted();
        return all == 0 ? 0 : (double) right() / all;
    }

    /**
     * Mean over the classes of intersection over union: of what is of a class or is said to be, the share that is both
     * (Everingham et al. 2015, doi:10.1007/s11263-014-0733-5, section 4.1). Classes that neither labels nor network name are
     * left out; 0 without any.
     */
    public double meanIou() {
        double sum = 0;
        int present = 0;
        for (int c = 0; c < classes; c++) {
            long union = -counts[c * classes + c];
            for (int other = 0; other < classes; other++) {
                union += counts[c * classes + other] + counts[other * classes + c];
            }
            if (union > 0) {
                sum += (double) counts[c * classes + c] / union;
                present++;
            }
        }
        return present == 0 ? 0 : sum / present;
    }
}
