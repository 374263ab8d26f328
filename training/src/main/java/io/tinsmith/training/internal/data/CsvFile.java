package io.tinsmith.training.internal.data;

import io.tinsmith.graph.Shape;
import io.tinsmith.training.Dataset;
import io.tinsmith.training.DatasetException;
import io.tinsmith.training.DatasetOptions;
import io.tinsmith.training.ImageSet;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Comma-separated rows of a label and the values of a square image, grey or RGB. The label is the column that the first
 * line calls label, class or target, else the first. {@code train.csv} and {@code test.csv}, or one file.
 */
public final class CsvFile {
    public static final List<String> ENDINGS = List.of(".csv");

    private static final Set<String> LABEL = Set.of("label", "class", "target");

    private final String file;
    private final List<String> labels = new ArrayList<>();
    private final List<float[]> rows = new ArrayList<>();

    private record Row(float[] values, int label) {}

    private CsvFile(FileTree tree, String path) {
        file = tree.name(path);
        parse(new String(tree.read(path), StandardCharsets.UTF_8));
    }

    /** Reads the one or two files of a tree. */
    public static Dataset read(String name, FileTree tree, DatasetOptions options) {
        List<String> files = tree.files(ENDINGS);
        Optional<String> trainPath = find(files, "train");
        Optional<String> testPath = find(files, "test");
        if (trainPath.isEmpty() && files.size() > 1) {
            throw new DatasetException("The data set (" + tree.root() + ") has the files " + Listing.shortened(files)
                    + ", and none is called train.csv.\nMaybe rename it, or give the one file.");
        }
        CsvFile train = new CsvFile(tree, trainPath.orElse(files.get(0)));
        Optional<CsvFile> test = trainPath.isEmpty() ? Optional.empty() : testPath.map(p -> new CsvFile(tree, p));
        Labels labels = Labels.of(
                train.labels,
                test.map(t -> t.labels).orElse(List.of()),
                train.file,
                test.map(t -> t.file).orElse(""));
        int columns = train.rows.get(0).length;
        test.filter(t -> t.rows.get(0).length != columns).ifPresent(t -> {
            throw new DatasetException("The file (" + t.file + ") has " + t.rows.get(0).length + " values a row, ("
                    + train.file + ") " + columns + ".\nMaybe it has no labels: leave it out, then some rows of the"
                    + " other are held out for testing.");
        });
        Shape shape = square(train.file, columns);
        Numbers numbers = Numbers.of(
                i -> train.rows.get(i / columns)[i % columns],
                Math.multiplyExact(columns, train.rows.size()),
                train.file);
        int classes = labels.classNames().size();
        Parts<Row> parts = new Parts<>(
                        rows(train, labels.train()),
                        test.map(t -> rows(t, labels.test())).orElse(List.of()))
                .orSplit(Row::label, classes, options.splitSeed());
        return Dataset.of(
                        name,
                        labels.classNames(),
                        images(parts.train(), shape, numbers, classes),
                        images(parts.test(), shape, numbers, classes))
                .as(Dataset.Kind.TENSORS, numbers.parameters());
    }

    private static Optional<String> find(List<String> files, String part) {
        return files.stream()
                .filter(f -> f.substring(f.lastIndexOf('/') + 1)
                        .toLowerCase(Locale.ROOT)
                        .contains(part))
                .findFirst();
    }

    private void parse(String text) {
        List<String> lines = text.lines().filter(l -> !l.isBlank()).toList();
        int labelColumn = 0;
        int columns = lines.isEmpty() ? 0 : lines.get(0).split(",", -1).length;
        for (int i = 0; i < lines.size(); i++) {
            String[] cells = lines.get(i).split(",", -1);
            if (i == 0 && isHeader(cells)) {
                labelColumn = Math.max(
                        0,
                        IntStream.range(0, cells.length)
                                .filter(c -> LABEL.contains(clean(cells[c]).toLowerCase(Locale.ROOT)))
                                .findFirst()
                                .orElse(0));
                continue;
            }
            if (cells.length != columns) {
                throw malformed(i, "has " + cells.length + " columns, the first row " + columns);
            }
            float[] values = new float[columns - 1];
            for (int c = 0, to = 0; c < columns; c++) {
                if (c == labelColumn) {
                    labels.add(clean(cells[c]));
                } else {
                    values[to++] = number(cells[c], i, c);
                }
            }
            rows.add(values);
        }
        if (rows.isEmpty()) {
            throw new DatasetException("The file (" + file + ") has no rows.\nMaybe it is cut short.");
        }
    }

    private float number(String cell, int line, int column) {
        try {
            return Float.parseFloat(cell.strip());
        } catch (NumberFormatException e) {
            throw malformed(line, "has (" + cell + ") in column " + (column + 1) + ", no number");
        }
    }

    private DatasetException malformed(int line, String what) {
        return new DatasetException("The row " + (line + 1) + " of the file (" + file + ") " + what
                + ".\nMaybe it is cut short, or its values are not separated by commas.");
    }

    /** Names in most columns: labels may be words, values are numbers. */
    private static boolean isHeader(String[] cells) {
        return Arrays.stream(cells).skip(1).noneMatch(c -> clean(c).matches("[-+.eE\\d]+"))
                || LABEL.contains(clean(cells[0]).toLowerCase(Locale.ROOT));
    }

    private static String clean(String cell) {
        return cell.strip().replace("\"", "").replace("\uFEFF", "");
    }

    private static Shape square(String file, int values) {
        for (int channels : new int[] {1, 3}) {
            int side = (int) Math.round(Math.sqrt(values / (double) channels));
            if (side > 1 && side * side * channels == values) {
                return Shape.of(1, side, side, channels);
            }
        }
        throw new DatasetException("The file (" + file + ") has " + values + " values a row, which is no square image,"
                + " grey or RGB.\nMaybe save the data as NPY of shape [N, H, W, C].");
    }

    private static List<Row> rows(CsvFile csv, int[] labels) {
        return IntStream.range(0, labels.length)
                .mapToObj(i -> new Row(csv.rows.get(i), labels[i]))
                .toList();
    }

    private static ImageSet images(List<Row> rows, Shape shape, Numbers numbers, int classes) {
        int size = (int) shape.elements();
        byte[] pixels = new byte[Math.multiplyExact(size, rows.size())];
        byte[] labels = new byte[rows.size()];
        for (int n = 0; n < labels.length; n++) {
            labels[n] = (byte) rows.get(n).label();
            for (int i = 0; i < size; i++) {
                pixels[n * size + i] = numbers.quantize(rows.get(n).values()[i]);
            }
        }
        return new ImageSet(shape, classes, pixels, labels);
    }
}
