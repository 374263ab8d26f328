package io.tinsmith.benchmarks.tabular;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * One trained network.
 *
 * @param genes indices, see {@link TabularSpace#GENES}
 * @param sramBytes of the whole program, predicted
 * @param flashBytes of the whole program, predicted
 * @param accuracies on the validation images, 0 to 1, after each of {@link #EPOCHS} of one training
 */
public record TableRow(
        List<Integer> genes, long macs, long parameters, long sramBytes, long flashBytes, List<Double> accuracies) {
    /** When accuracy was taken. */
    public static final List<Integer> EPOCHS = List.of(1, 2, 4);

    public TableRow {
        genes = List.copyOf(genes);
        accuracies = List.copyOf(accuracies);
    }

    /** At the end of the training. */
    public double accuracy() {
        return accuracies.get(accuracies.size() - 1);
    }

    /** Names of the columns. */
    static String header() {
        return TabularSpace.GENES.stream().map(TabularSpace.Gene::name).collect(Collectors.joining(","))
                + ",macs,parameters,sram_bytes,flash_bytes,"
                + EPOCHS.stream().map(e -> "accuracy" + e).collect(Collectors.joining(","));
    }

    /** Values of the genes, not their indices, so that the file can be read without this program. */
    String line() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < genes.size(); i++) {
            text.append(TabularSpace.value(genes, i)).append(',');
        }
        text.append(macs).append(',').append(parameters).append(',');
        text.append(sramBytes).append(',').append(flashBytes);
        for (double accuracy : accuracies) {
            text.append(String.format(Locale.ROOT, ",%.4f", accuracy));
        }
        return text.toString();
    }

    /** The row of a line that {@link #line} wrote. */
    static TableRow parse(String line) {
        String[] cells = line.split(",", -1);
        int genes = TabularSpace.GENES.size();
        if (cells.length != genes + 4 + EPOCHS.size()) {
            throw new IllegalArgumentException("The line (" + line + ") has " + cells.length + " columns, not "
                    + (genes + 4 + EPOCHS.size()) + ".\nMaybe its writing was cut off: delete it and run make again.");
        }
        List<Integer> indices = new ArrayList<>();
        for (int i = 0; i < genes; i++) {
            TabularSpace.Gene gene = TabularSpace.GENES.get(i);
            int index = gene.values().indexOf(Integer.valueOf(cells[i]));
            if (index < 0) {
                throw new IllegalArgumentException("The " + gene.name() + " (" + cells[i] + ") is none of "
                        + gene.values() + ".\nMaybe the table is of another space.");
            }
            indices.add(index);
        }
        List<Double> accuracies = new ArrayList<>();
        for (int i = 0; i < EPOCHS.size(); i++) {
            accuracies.add(Double.valueOf(cells[genes + 4 + i]));
        }
        return new TableRow(
                indices,
                Long.parseLong(cells[genes]),
                Long.parseLong(cells[genes + 1]),
                Long.parseLong(cells[genes + 2]),
                Long.parseLong(cells[genes + 3]),
                accuracies);
    }
}
