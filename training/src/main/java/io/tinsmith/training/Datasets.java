package io.tinsmith.training;

import io.tinsmith.graph.Shape;
import io.tinsmith.training.internal.IdxFile;
import io.tinsmith.training.internal.data.FileTree;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** The data sets that can be asked for by name or by directory. */
public final class Datasets {
    /** The Debian package that holds Fashion-MNIST. */
    public static final String FASHION_MNIST_PACKAGE = "dataset-fashion-mnist";

    private static final String FASHION_MNIST = "fashion-mnist";
    private static final Path FASHION_MNIST_DIRECTORY = Path.of("/usr/share/datasets/fashion-mnist");
    // Xiao, Rasul, Vollgraf: Fashion-MNIST (arXiv:1708.07747), table 2.
    private static final List<String> FASHION_MNIST_CLASSES = List.of(
            "t-shirt", "trouser", "pullover", "dress", "coat", "sandal", "shirt", "sneaker", "bag", "ankle-boot");

    private static final int LEAST_OF_A_CLASS = 10;

    private Datasets() {}

    /** The names that {@link #byName} knows. */
    public static List<String> names() {
        return List.of(FASHION_MNIST);
    }

    /** Whether the files of a data set are where its package puts them. */
    public static boolean isInstalled(String name) {
        requireKnown(name);
        return Files.isDirectory(FASHION_MNIST_DIRECTORY);
    }

    /**
     * A data set by name, from where its package puts it.
     *
     * @throws DatasetException if a file is missing or malformed
     */
    public static Dataset byName(String name) {
        requireKnown(name);
        return read(name, FASHION_MNIST_DIRECTORY, FASHION_MNIST_CLASSES);
    }

    /** {@link #open} in the standard way. */
    public static Dataset byNameOrDirectory(String nameOrPath) {
        return open(nameOrPath, DatasetOptions.standard());
    }

    /**
     * A data set by name, or from a folder, an archive or a file of one of {@link DatasetFormat}.
     *
     * @throws IllegalArgumentException if there is no such name or path
     * @throws DatasetException if a file is missing or malformed, or if the data does not do for training
     */
    public static Dataset open(String nameOrPath, DatasetOptions options) {
        if (names().contains(nameOrPath)) {
            return requireSound(byName(nameOrPath), options);
        }
        Path path = Path.of(nameOrPath);
        if (!Files.exists(path)) {
            throw new IllegalArgumentException("The data set (" + nameOrPath
                    + ") is neither a known name nor a folder or file.\nMaybe use one of " + names()
                    + ", or check the path.");
        }
        Dataset data = requireSound(DatasetFormat.read(name(path), path, options), options);
        requireEnough(data, path);
        boolean photosAsSigns = data.kind() == Dataset.Kind.PHOTOS && !options.mirrored();
        return photosAsSigns ? data.as(Dataset.Kind.SYMBOLS, data.input()) : data;
    }

    /**
     * Whether it is the path of pictures with a class for each pixel, from the names of the files alone.
     *
     * @throws DatasetException if the path is there and cannot be read
     */
    public static boolean hasMaps(String nameOrPath) {
        if (names().contains(nameOrPath) || !Files.exists(Path.of(nameOrPath))) {
            return false;
        }
        try (FileTree tree = FileTree.open(Path.of(nameOrPath))) {
            return DatasetFormat.of(tree)
                    .filter(f -> f == DatasetFormat.PIXEL_MAPS)
                    .isPresent();
        }
    }

    /** Rejects features of sounds for a data set without any. */
    static Dataset requireSound(Dataset data, DatasetOptions options) {
        boolean sound = data.kind() == Dataset.Kind.SPECTROGRAMS || data.kind() == Dataset.Kind.CEPSTRA;
        if (!sound && options.features() != SoundFeatures.LOG_MEL) {
            throw noSound(data.name(), options);
        }
        return data;
    }

    static DatasetException noSound(String name, DatasetOptions options) {
        return new DatasetException("The data set (" + name + ") has no recordings to compute the features ("
                + options.features() + ") of.\nMaybe leave them out: its images are taken as they are.");
    }

    private static void requireEnough(Dataset data, Path path) {
        int[] train = data.train().imagesByClass();
        int[] test = data.test().imagesByClass();
        boolean maps = data.train().hasMaps();
        for (int c = 0; c < train.length; c++) {
            int count = train[c] + test[c];
            if (count < LEAST_OF_A_CLASS) {
                throw new DatasetException("The data set (" + path + ") has " + count
                        + (maps ? " pictures that show the class (" : " samples of the class (")
                        + data.classNames().get(c) + "), at least " + LEAST_OF_A_CLASS
                        + " are needed.\nMaybe collect more; some hundred of each class make a network worth having"
                        + (maps ? ". Classes are numbered from 0 without gaps." : "."));
            }
        }
    }

    private static String name(Path path) {
        Path last = path.toAbsolutePath().normalize().getFileName();
        return last == null ? "root" : last.toString().replaceFirst("\\.(zip|npz|csv)$", "");
    }

    /**
     * A data set from the four IDX files of the MNIST family, {@code train-images-idx3-ubyte},
     * {@code train-labels-idx1-ubyte}, {@code t10k-images-idx3-ubyte}, {@code t10k-labels-idx1-ubyte}, each plain or
     * with {@code .gz}. Classes are named by their numbers, unless the directory is called {@code fashion-mnist}.
     *
     * @throws DatasetException if a file is missing or malformed
     */
    public static Dataset fromDirectory(Path directory) {
        String name = name(directory);
        return read(name, directory, name.equals(FASHION_MNIST) ? FASHION_MNIST_CLASSES : List.of());
    }

    private static Dataset read(String name, Path directory, List<String> classNames) {
        IdxFile trainImages = IdxFile.read(directory, "train-images-idx3-ubyte", 3);
        IdxFile trainLabels = IdxFile.read(directory, "train-labels-idx1-ubyte", 1);
        IdxFile testImages = IdxFile.read(directory, "t10k-images-idx3-ubyte", 3);
        IdxFile testLabels = IdxFile.read(directory, "t10k-labels-idx1-ubyte", 1);
        List<String> names = classNames;
        if (names.isEmpty()) {
            int classes = Math.max(2, trainLabels.greatest() + 1);
            names = IntStream.range(0, classes).mapToObj(Integer::toString).toList();
        }
        Dataset data = Dataset.of(
                name,
                names,
                images(trainImages, trainLabels, names.size()),
                images(testImages, testLabels, names.size()));
        // Garments may be mirrored; digits may not.
        return name.equals(FASHION_MNIST) ? data.as(Dataset.Kind.PHOTOS, data.input()) : data;
    }

    private static ImageSet images(IdxFile images, IdxFile labels, int classes) {
        if (images.extents()[0] != labels.extents()[0]) {
            throw new DatasetException("The file (" + images.path() + ") holds " + images.extents()[0] + " images, ("
                    + labels.path() + ") " + labels.extents()[0]
                    + " labels.\nMaybe one of them is of another data set.");
        }
        if (labels.greatest() >= classes) {
            throw new DatasetException("The file (" + labels.path() + ") holds the label " + labels.greatest()
                    + ", but there are " + classes + " classes.\nMaybe it is of another data set.");
        }
        Shape shape = Shape.of(1, images.extents()[1], images.extents()[2], 1);
        return new ImageSet(shape, classes, images.values(), labels.values());
    }

    private static void requireKnown(String name) {
        if (!names().contains(name)) {
            throw new IllegalArgumentException(
                    "The data set (" + name + ") is not known.\nMaybe use one of " + names() + ", or a directory.");
        }
    }
}
