package io.tinsmith.cli.report;

/**
 * Top-1 accuracy, counted.
 *
 * @param what which network ran where, for example {@code "int8, Java interpreter"}
 * @param correct images classified right
 * @param images images tried, at least 1
 */
public record Accuracy(String what, long correct, long images) {
    public Accuracy {
        if (images < 1 || correct < 0 || correct > images) {
            throw new IllegalArgumentException("The accuracy (" + what + ") has correct (" + correct + ") of images ("
                    + images + ").\nMaybe the data set is empty.");
        }
    }

    public double percent() {
        return 100.0 * correct / images;
    }
}
