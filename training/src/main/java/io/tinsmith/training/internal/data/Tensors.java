package io.tinsmith.training.internal.data;

import io.tinsmith.graph.Shape;
import io.tinsmith.training.Dataset;
import io.tinsmith.training.DatasetException;
import io.tinsmith.training.DatasetOptions;
import io.tinsmith.training.ImageSet;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * NumPy arrays {@code [N, H, W]}, {@code [N, H, W, C]} or {@code [N, C, H, W]} with labels {@code [N]}, as files of a folder
 * or of an {@code .npz}.
 */
public final class Tensors {
    public static final List<String> ENDINGS = List.of(".npy");

    private static final List<List<String>> TRAIN = List.of(
            List.of("x_train", "y_train"),
            List.of("train_images", "train_labels"),
            List.of("x", "y"),
            List.of("images", "labels"));
    private static final List<List<String>> TEST =
            List.of(List.of("x_test", "y_test"), List.of("test_images", "test_labels"));

    private Tensors() {}

    /** A sample's place in an array, and its class. */
    private record Sample(NpyFile array, int index, int label) {}

    /** Reads the arrays of a training part and, where there are any, of a test part. */
    public static Dataset read(String name, FileTree tree, DatasetOptions options) {
        Pair train = pair(tree, TRAIN)
                .orElseThrow(() -> new DatasetException("The data set (" + tree.root() + ") has the arrays "
                        + Listing.shortened(tree.files(ENDINGS)) + ", but not images and labels.\nMaybe name them"
                        + " x_train.npy, y_train.npy, x_test.npy and y_test.npy."));
        Optional<Pair> test = pair(tree, TEST);
        Labels labels = Labels.of(
                train.labels(),
                test.map(Pair::labels).orElse(List.of()),
                train.labelFile,
                test.map(Pair::labelFile).orElse(""));
        int[] shape = image(train);
        if (test.isPresent() && !Arrays.equals(shape, image(test.get()))) {
            throw new DatasetException("The arrays (" + train.imageFile + ") and (" + test.get().imageFile
                    + ") are of images " + Arrays.toString(shape) + " and " + Arrays.toString(image(test.get()))
                    + ".\nMaybe one of them is of another data set.");
        }
        Numbers numbers = train.images.type().equals("u1")
                ? new Numbers(0, 255)
                : Numbers.of(train.images::value, train.images.count(), train.imageFile);
        Parts<Sample> parts = new Parts<>(
                        samples(train.images, labels.train()),
                        test.map(t -> samples(t.images, labels.test())).orElse(List.of()))
                .orSplit(Sample::label, labels.classNames().size(), options.splitSeed());
        int classes = labels.classNames().size();
        return Dataset.of(
                        name,
                        labels.classNames(),
                        images(parts.train(), shape, numbers, classes),
                        images(parts.test(), shape, numbers, classes))
                .as(Dataset.Kind.TENSORS, numbers.parameters());
    }

    private record Pair(String imageFile, NpyFile images, String labelFile, NpyFile labelArray) {
        List<String> labels() {
            return IntStream.range(0, labelArray.count())
                    .mapToObj(i -> {
                        double v = labelArray.value(i);
                        if (v != Math.rint(v) || v < 0 || v > 255) {
                            throw new DatasetException("The label " + i + " of the file (" + labelFile + ") is " + v
                                    + ", out of range 0 to 255.\nMaybe it is no file of labels.");
                        }
                        return Integer.toString((int) v);
                    })
                    .toList();
        }
    }

    private static Optional<Pair> pair(FileTree tree, List<List<String>> names) {
        for (List<String> wanted : names) {
            List<String> images = named(tree, wanted.get(0));
            List<String> labels = named(tree, wanted.get(1));
            if (images.isEmpty() || labels.isEmpty()) {
                continue;
            }
            Pair pair = new Pair(
                    tree.name(images.get(0)),
                    parse(tree, images.get(0)),
                    tree.name(labels.get(0)),
                    parse(tree, labels.get(0)));
            int count = pair.images.extents().length == 0 ? 0 : pair.images.extents()[0];
            if (count != pair.labelArray.count()) {
                throw new DatasetException("The file (" + pair.imageFile + ") holds " + count + " images, ("
                        + pair.labelFile + ") " + pair.labelArray.count()
                        + " labels.\nMaybe one of them is of another data set.");
            }
            return Optional.of(pair);
        }
        return Optional.empty();
    }

    private static List<String> named(FileTree tree, String name) {
        return tree.files(ENDINGS).stream()
                .filter(f -> f.equals(name + ".npy") || f.endsWith("/" + name + ".npy"))
                .toList();
    }

    private static NpyFile parse(FileTree tree, String file) {
        try {
            return NpyFile.parse(tree.read(file));
        } catch (IOException | RuntimeException e) {
            if (e instanceof DatasetException known) {
                throw known;
            }
            throw new DatasetException(
                    "The array (" + tree.name(file) + ") cannot be used: " + e.getMessage()
                            + ".\nMaybe its download was cut short, or it was saved as objects: numpy.save it again.",
                    e);
        }
    }

    /** {@code {H, W, C, 1 if channels come first}}. */
    private static int[] image(Pair pair) {
        int[] e = pair.images.extents();
        boolean some = e.length > 0 && Arrays.stream(e).allMatch(x -> x > 0);
        if (some && e.length == 3) {
            return new int[] {e[1], e[2], 1, 0};
        }
        if (some && e.length == 4 && isChannels(e[1]) && !isChannels(e[3])) {
            return new int[] {e[2], e[3], e[1], 1};
        }
        if (some && e.length == 4) {
            return new int[] {e[1], e[2], e[3], 0};
        }
        throw new DatasetException("The array (" + pair.imageFile + ") has the shape " + Arrays.toString(e)
                + ", not [N, H, W], [N, H, W, C] or [N, C, H, W].\nMaybe reshape it.");
    }

    private static boolean isChannels(int extent) {
        return extent == 1 || extent == 3;
    }

    private static List<Sample> samples(NpyFile array, int[] labels) {
        return IntStream.range(0, labels.length)
                .mapToObj(i -> new Sample(array, i, labels[i]))
                .toList();
    }

    private static ImageSet images(List<Sample> samples, int[] shape, Numbers numbers, int classes) {
        int channels = shape[2];
        int plane = shape[0] * shape[1];
        int size = Math.multiplyExact(plane, channels);
        byte[] pixels = new byte[Math.multiplyExact(size, samples.size())];
        byte[] labels = new byte[samples.size()];
        for (int n = 0; n < labels.length; n++) {
            Sample s = samples.get(n);
            labels[n] = (byte) s.label();
            for (int p = 0; p < plane; p++) {
                for (int c = 0; c < channels; c++) {
                    int from = shape[3] == 1 ? c * plane + p : p * channels + c;
                    pixels[n * size + p * channels + c] =
                            numbers.quantize(s.array().value(s.index() * size + from));
                }
            }
        }
        return new ImageSet(Shape.of(1, shape[0], shape[1], channels), classes, pixels, labels);
    }
}
