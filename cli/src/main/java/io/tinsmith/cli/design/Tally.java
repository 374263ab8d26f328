package io.tinsmith.cli.design;

import io.tinsmith.cli.report.Accuracy;
import io.tinsmith.training.Confusion;
import io.tinsmith.training.ImageSet;

/** Counts as the report has them. */
final class Tally {
    private Tally() {}

    /**
     * Of the images, or of their pixels.
     *
     * @param what which network ran where
     */
    static Accuracy accuracy(String what, Confusion counts, ImageSet images) {
        return images.hasMaps()
                ? new Accuracy(what, counts.right(), images.count(), counts.counted(), counts.meanIou())
                : Accuracy.ofImages(what, counts.right(), images.count());
    }
}
