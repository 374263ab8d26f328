package io.tinsmith.training;

import io.tinsmith.training.internal.data.CifarBinary;
import io.tinsmith.training.internal.data.CsvFile;
import io.tinsmith.training.internal.data.FileTree;
import io.tinsmith.training.internal.data.PictureFolders;
import io.tinsmith.training.internal.data.PixelMaps;
import io.tinsmith.training.internal.data.Recordings;
import io.tinsmith.training.internal.data.Tensors;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What data sets can be read from, in the order in which it is looked for. */
public enum DatasetFormat {
    IDX(
            "IDX, the format of MNIST",
            "train-images-idx3-ubyte, train-labels-idx1-ubyte, t10k-... in a folder, plain or .gz") {
        @Override
        boolean isIn(FileTree tree) {
            return tree.files().stream().anyMatch(f -> f.matches("(train|t10k)-(images|labels)-idx\\d-ubyte(\\.gz)?"));
        }

        @Override
        Dataset read(String name, FileTree tree, DatasetOptions options) {
            return Datasets.fromDirectory(tree.root());
        }
    },
    CIFAR_10("CIFAR-10, binary version", "data_batch_1.bin ..., test_batch.bin in a folder or .zip") {
        @Override
        boolean isIn(FileTree tree) {
            return CifarBinary.isIn(tree);
        }

        @Override
        Dataset read(String name, FileTree tree, DatasetOptions options) {
            return CifarBinary.read(name, tree);
        }
    },
    RECORDINGS(
            "WAV recordings, 8 or 16 kHz, 16 bits, mono",
            "CLASS/*.wav, train/CLASS/*.wav + test/..., or CLASS_*.wav in a folder or .zip") {
        @Override
        boolean isIn(FileTree tree) {
            return !tree.files(Recordings.ENDINGS).isEmpty();
        }

        @Override
        Dataset read(String name, FileTree tree, DatasetOptions options) {
            return Recordings.read(name, tree, options);
        }
    },
    PIXEL_MAPS(
            "Pictures with label maps",
            "images/NAME.png + labels/NAME.png, whose grey values or colour numbers are classes, or below train/ + test/ in"
                    + " a folder or .zip") {
        @Override
        boolean isIn(FileTree tree) {
            return PixelMaps.isIn(tree);
        }

        @Override
        Dataset read(String name, FileTree tree, DatasetOptions options) {
            return PixelMaps.read(name, tree, options);
        }
    },
    PICTURES("Pictures: PNG, JPEG, BMP", "CLASS/*.png, or train/CLASS/*.png + test/CLASS/*.png in a folder or .zip") {
        @Override
        boolean isIn(FileTree tree) {
            return !tree.files(PictureFolders.ENDINGS).isEmpty();
        }

        @Override
        Dataset read(String name, FileTree tree, DatasetOptions options) {
            return PictureFolders.read(name, tree, options);
        }
    },
    NPY(
            "NumPy arrays [N, H, W, C]",
            "x_train.npy, y_train.npy, x_test.npy, y_test.npy in a folder, .zip or .npz; or x.npy, y.npy") {
        @Override
        boolean isIn(FileTree tree) {
            return !tree.files(Tensors.ENDINGS).isEmpty();
        }

        @Override
        Dataset read(String name, FileTree tree, DatasetOptions options) {
            return Tensors.read(name, tree, options);
        }
    },
    CSV(
            "Comma-separated values",
            "FILE.csv, or train.csv + test.csv in a folder or .zip: a label and the pixels a row") {
        @Override
        boolean isIn(FileTree tree) {
            return !tree.files(CsvFile.ENDINGS).isEmpty();
        }

        @Override
        Dataset read(String name, FileTree tree, DatasetOptions options) {
            return CsvFile.read(name, tree, options);
        }
    };

    private final String title;
    private final String layout;

    DatasetFormat(String title, String layout) {
        this.title = title;
        this.layout = layout;
    }

    /** What it is. */
    public String title() {
        return title;
    }

    /** Which files are expected where. */
    public String layout() {
        return layout;
    }

    abstract boolean isIn(FileTree tree);

    abstract Dataset read(String name, FileTree tree, DatasetOptions options);

    /** The first format that a path holds files of. */
    static Dataset read(String name, Path path, DatasetOptions options) {
        try (FileTree tree = FileTree.open(path)) {
            return of(tree).orElseThrow(() -> nothing(tree)).read(name, tree, options);
        }
    }

    /** The first format that a tree holds files of. */
    static Optional<DatasetFormat> of(FileTree tree) {
        return Arrays.stream(values()).filter(f -> f.isIn(tree)).findFirst();
    }

    private static DatasetException nothing(FileTree tree) {
        List<String> files = tree.files();
        Map<String, Integer> endings = new TreeMap<>();
        for (String f : files) {
            int dot = f.lastIndexOf('.');
            endings.merge(dot > f.lastIndexOf('/') ? f.substring(dot) : "no ending", 1, Integer::sum);
        }
        return new DatasetException("The data set (" + tree.root() + ") "
                + (files.isEmpty() ? "is empty" : "holds no files that can be read; files by ending: " + endings)
                + ".\nMaybe give a folder or a .zip of one of the formats that 'tinsmith datasets' lists"
                + (files.stream().anyMatch(f -> f.matches(".*\\.(tar|gz|tgz|bz2|xz|7z)"))
                        ? "; unpack archives first."
                        : "."));
    }
}
