package io.tinsmith.training;

import io.tinsmith.graph.Shape;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A data set: images to train on, and test images that training never sees.
 *
 * @param sha256 over the images and labels of both parts, so that a result can say what it was made from
 * @param kind which random changes keep an image in its class
 * @param input how a network's input is made from what is measured, by name, where it is not a picture's pixels
 * @param source from which it is made again at another height and width; empty where the images are resampled
 */
public record Dataset(
        String name,
        List<String> classNames,
        ImageSet train,
        ImageSet test,
        String sha256,
        Kind kind,
        Map<String, String> input,
        Optional<Source> source) {
    /** What the images are. */
    public enum Kind {
        /** Of things, in colour or grey, whose mirror image is as good. */
        PHOTOS,
        /** Digits, letters, signs: never mirrored. */
        SYMBOLS,
        /** Rows are time, columns are frequency. */
        SPECTROGRAMS,
        /** Rows are time, columns are cepstral coefficients. */
        CEPSTRA,
        /** Of whatever; left as they are. */
        TENSORS
    }

    /** Makes a data set of a height and a width. */
    @FunctionalInterface
    public interface Source {
        Dataset at(int height, int width);
    }

    public Dataset {
        classNames = List.copyOf(classNames);
        input = Collections.unmodifiableMap(new TreeMap<>(input));
        if (!train.imageShape().equals(test.imageShape())) {
            throw new IllegalArgumentException("The data set (" + name + ") has training images " + train.imageShape()
                    + " and test images " + test.imageShape() + ".\nMaybe its files are of different data sets.");
        }
        if (train.classes() != classNames.size() || test.classes() != classNames.size()) {
            throw new IllegalArgumentException("The data set (" + name + ") has " + classNames.size()
                    + " class names for " + train.classes() + " and " + test.classes() + " classes.");
        }
    }

    /** With its SHA-256 computed; grey images are taken for symbols, others for photos. */
    public static Dataset of(String name, List<String> classNames, ImageSet train, ImageSet test) {
        return new Dataset(
                name,
                classNames,
                train,
                test,
                Digests.sha256(train.pixels(), train.labels(), test.pixels(), test.labels()),
                train.imageShape().channels() == 1 ? Kind.SYMBOLS : Kind.PHOTOS,
                Map.of(),
                Optional.empty());
    }

    /** Of another kind, with another description of the input. */
    public Dataset as(Kind otherKind, Map<String, String> otherInput) {
        return new Dataset(name, classNames, train, test, sha256, otherKind, otherInput, source);
    }

    /** Made again from a source where another size is needed. */
    public Dataset from(Source other) {
        return new Dataset(name, classNames, train, test, sha256, kind, input, Optional.of(other));
    }

    /** Of one image, {@code [1, H, W, C]}. */
    public Shape imageShape() {
        return train.imageShape();
    }

    public int classes() {
        return classNames.size();
    }

    /** The same data at another height and width; the SHA-256 stays that of the original. */
    public Dataset resizedTo(int height, int width) {
        if (height == imageShape().height() && width == imageShape().width()) {
            return this;
        }
        if (source.isPresent()) {
            Dataset made = source.get().at(height, width);
            return new Dataset(name, classNames, made.train, made.test, sha256, kind, made.input, source);
        }
        return new Dataset(
                name,
                classNames,
                train.resizedTo(height, width),
                test.resizedTo(height, width),
                sha256,
                kind,
                input,
                source);
    }
}
