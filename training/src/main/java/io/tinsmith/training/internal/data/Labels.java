package io.tinsmith.training.internal.data;

import io.tinsmith.training.DatasetException;
import java.util.List;

/**
 * Labels by name, numbered in the order of the training part's.
 *
 * @param train index of the class of each sample
 * @param test likewise; empty without a test part
 */
record Labels(List<String> classNames, int[] train, int[] test) {
    Labels {
        classNames = List.copyOf(classNames);
    }

    /** @param testFile as messages name it */
    static Labels of(List<String> train, List<String> test, String trainFile, String testFile) {
        List<String> names = Listing.sorted(train);
        if (names.size() < 2 || names.size() > 256) {
            throw new DatasetException("The labels of (" + trainFile + ") are of " + names.size() + " classes "
                    + Listing.shortened(names) + ", not 2 to 256.\nMaybe another column or file holds the labels.");
        }
        return new Labels(names, indices(names, train, trainFile), indices(names, test, testFile));
    }

    private static int[] indices(List<String> names, List<String> labels, String file) {
        int[] out = new int[labels.size()];
        java.util.Map<String, Integer> index = new java.util.HashMap<>();
        names.forEach(n -> index.put(n, index.size()));
        for (int i = 0; i < out.length; i++) {
            Integer found = index.get(labels.get(i));
            if (found == null) {
                throw new DatasetException("The label " + i + " of (" + file + ") is " + labels.get(i)
                        + ", out of the range of the training labels " + Listing.shortened(names)
                        + ".\nMaybe it is of another data set.");
            }
            out[i] = found;
        }
        return out;
    }
}
