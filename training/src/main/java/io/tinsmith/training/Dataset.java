package io.tinsmith.training;

import io.tinsmith.graph.Shape;
import java.util.List;

/**
 * A data set: images to train on, and test images that training never sees.
 *
 * @param sha256 over the images and labels of both parts, so that a result can say what it was made from
 */
public record Dataset(String name, List<String> classNames, ImageSet train, ImageSet test, String sha256) {
    public Dataset {
        classNames = List.copyOf(classNames);
        if (!train.imageShape().equals(test.imageShape())) {
            throw new IllegalArgumentException("The data set (" + name + ") has training images " + train.imageShape()
                    + " and test images " + test.imageShape() + ".\nMaybe its files are of different data sets.");
        }
        if (train.classes() != classNames.size() || test.classes() != classNames.size()) {
            throw new IllegalArgumentException("The data set (" + name + ") has " + classNames.size()
                    + " class names for " + train.classes() + " and " + test.classes() + " classes.");
        }
    }

    /** With its SHA-256 computed. */
    public static Dataset of(String name, List<String> classNames, ImageSet train, ImageSet test) {
        return new Dataset(
                name,
                classNames,
                train,
                test,
                Digests.sha256(train.pixels(), train.labels(), test.pixels(), test.labels()));
    }

    /** Of one image, {@code [1, H, W, C]}. */
    public Shape imageShape() {
        return train.imageShape();
    }

    public int classes() {
        return classNames.size();
    }

    /** The same images at another height and width; the SHA-256 stays that of the original. */
    public Dataset resizedTo(int height, int width) {
        return new Dataset(name, classNames, train.resizedTo(height, width), test.resizedTo(height, width), sha256);
    }
}
