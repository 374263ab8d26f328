package io.tinsmith.training.internal.data;

import io.tinsmith.graph.Shape;
import io.tinsmith.training.Dataset;
import io.tinsmith.training.DatasetException;
import io.tinsmith.training.ImageSet;
import java.util.List;
import java.util.Map;

/**
 * CIFAR-10's binary version (Krizhevsky 2009, cs.toronto.edu/~kriz/cifar.html): records of one label and 3072 values, red,
 * green and blue plane of 32x32 each; {@code data_batch_1.bin} to {@code 5} and {@code test_batch.bin}.
 */
public final class CifarBinary {
    private static final int PLANE = 32 * 32;
    private static final int RECORD = 1 + 3 * PLANE;
    private static final List<String> CLASSES =
            List.of("airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck");
    private static final String TRAIN = "data_batch_1.bin";
    private static final String TEST = "test_batch.bin";

    private CifarBinary() {}

    public static boolean isIn(FileTree tree) {
        return !tree.files(List.of(TRAIN, TEST)).isEmpty();
    }

    /** Reads whichever training batches are there, and the test batch. */
    public static Dataset read(String name, FileTree tree) {
        List<String> train = tree.files().stream()
                .filter(f -> f.matches("(.*/)?data_batch_\\d+\\.bin"))
                .toList();
        List<String> test = tree.files(List.of(TEST));
        if (train.isEmpty() || test.isEmpty()) {
            throw new DatasetException("The data set (" + tree.root() + ") has the file "
                    + (train.isEmpty() ? TEST + " but not " + TRAIN : TRAIN + " but not " + TEST)
                    + ".\nMaybe unpack cifar-10-binary.tar.gz again.");
        }
        return Dataset.of(name, CLASSES, images(tree, train), images(tree, test))
                .as(Dataset.Kind.PHOTOS, Map.of());
    }

    private static ImageSet images(FileTree tree, List<String> files) {
        List<byte[]> all = files.stream().map(f -> checked(tree, f)).toList();
        int count = all.stream().mapToInt(b -> b.length / RECORD).sum();
        byte[] pixels = new byte[count * 3 * PLANE];
        byte[] labels = new byte[count];
        int n = 0;
        for (byte[] bytes : all) {
            for (int at = 0; at < bytes.length; at += RECORD, n++) {
                labels[n] = bytes[at];
                for (int p = 0; p < PLANE; p++) {
                    for (int c = 0; c < 3; c++) {
                        pixels[(n * PLANE + p) * 3 + c] = bytes[at + 1 + c * PLANE + p];
                    }
                }
            }
        }
        return new ImageSet(Shape.of(1, 32, 32, 3), CLASSES.size(), pixels, labels);
    }

    private static byte[] checked(FileTree tree, String file) {
        byte[] bytes = tree.read(file);
        if (bytes.length == 0 || bytes.length % RECORD != 0) {
            throw new DatasetException("The file (" + tree.name(file) + ") has " + bytes.length
                    + " bytes, not a multiple of " + RECORD + ".\nMaybe its download was cut short, or it is of"
                    + " CIFAR-100.");
        }
        for (int at = 0; at < bytes.length; at += RECORD) {
            if ((bytes[at] & 0xFF) >= CLASSES.size()) {
                throw new DatasetException("The record " + at / RECORD + " of the file (" + tree.name(file)
                        + ") has the label " + (bytes[at] & 0xFF) + ", out of range 0 to 9.\nMaybe it is of another"
                        + " data set.");
            }
        }
        return bytes;
    }
}
