package io.tinsmith.training.internal.data;

import io.tinsmith.graph.Shape;
import io.tinsmith.training.DatasetException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;

/** Rows of comma-separated numbers, one input each, as they are; with a column of labels, which is left out, or without. */
final class NumberRows {
    private static final Set<String> LABEL = Set.of("label", "class", "target");

    private NumberRows() {}

    static SampleRows read(FileTree tree, String path, Shape input) {
        String file = tree.name(path);
        List<String> lines = new String(tree.read(path), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
        String[] first = lines.isEmpty() ? new String[0] : cells(lines.get(0));
        boolean header = first.length > 0
                && (LABEL.contains(first[0].toLowerCase(Locale.ROOT))
                        || Arrays.stream(first).noneMatch(NumberRows::isNumber));
        int count = lines.size() - (header ? 1 : 0);
        int size = Math.toIntExact(input.elements());
        if (count < 1 || (first.length != size && first.length != size + 1)) {
            throw new DatasetException("The file (" + file + ") has " + Math.max(0, count) + " rows of " + first.length
                    + " columns, the model's input " + input + " takes " + size
                    + ".\nMaybe it is of another model, or save the samples as .npy.");
        }
        int label = first.length == size ? -1 : labelColumn(first, header);
        return new SampleRows(file, count, false, i -> {
            int line = i + (header ? 1 : 0);
            String[] cells = cells(lines.get(line));
            if (cells.length != first.length) {
                throw new DatasetException("The row " + (line + 1) + " of the file (" + file + ") has " + cells.length
                        + " columns, the first " + first.length + ".\nMaybe it is cut short.");
            }
            float[] values = new float[size];
            for (int c = 0, to = 0; c < cells.length; c++) {
                if (c != label) {
                    values[to++] = number(cells[c], file, line, c);
                }
            }
            return values;
        });
    }

    private static int labelColumn(String[] first, boolean header) {
        return header
                ? IntStream.range(0, first.length)
                        .filter(c -> LABEL.contains(first[c].toLowerCase(Locale.ROOT)))
                        .findFirst()
                        .orElse(0)
                : 0;
    }

    private static float number(String cell, String file, int line, int column) {
        try {
            return Float.parseFloat(cell);
        } catch (NumberFormatException e) {
            throw new DatasetException(
                    "The row " + (line + 1) + " of the file (" + file + ") has (" + cell + ") in column " + (column + 1)
                            + ", no number.\nMaybe its values are not separated by commas.",
                    e);
        }
    }

    private static boolean isNumber(String cell) {
        return cell.matches("[-+.eE\\d]+|[nN]a[nN]|[-+]?[iI]nf(inity)?");
    }

    private static String[] cells(String line) {
        return Arrays.stream(line.split(",", -1))
                .map(c -> c.strip().replace("\"", "").replace("\uFEFF", ""))
                .toArray(String[]::new);
    }
}
