package io.tinsmith.benchmarks.tabular;

import io.tinsmith.cli.console.TextTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.Function;

/** The best accuracy found against trainings, of every strategy, beside random search and the optimum. */
final class StrategyTable {
    /** Where strategies are looked at; that 32 of them decide was fixed before the first run. */
    private static final int[] SHOWN_AT = {4, 8, 16, 32, 64};

    private static final int MOST = SHOWN_AT[SHOWN_AT.length - 1];

    private final double optimum;
    private final List<Curves> all = new ArrayList<>();

    /**
     * What a strategy found.
     *
     * @param best by seed, then by trainings; 0 before the first full training
     */
    private record Curves(String name, double[][] best) {
        double[] after(int trainings) {
            return Arrays.stream(best).mapToDouble(c -> c[trainings - 1]).toArray();
        }
    }

    /** Runs all strategies, each with so many seeds. */
    StrategyTable(TabularRun run, long firstSeed, int seeds) {
        optimum = run.optimum();
        for (Contestants.Contestant contestant : Contestants.all()) {
            double[][] curves = new double[seeds][];
            for (int i = 0; i < seeds; i++) {
                curves[i] = contestant.run().of(run, MOST, firstSeed + i);
            }
            all.add(new Curves(contestant.name(), curves));
        }
    }

    /** Mean and standard deviation of the best accuracy, and how often it was the best of all. */
    List<String> accuracies() {
        return table("optimum found", (curves, trainings) -> meanAndSpread(curves.after(trainings)), curves -> {
            long found =
                    Arrays.stream(curves.after(MOST)).filter(v -> v >= optimum).count();
            return found + " of " + curves.best().length;
        });
    }

    /** Of one-sided Mann-Whitney tests against random search. */
    List<String> probabilities() {
        Curves random = all.stream()
                .filter(c -> c.name().equals(Contestants.RANDOM))
                .findFirst()
                .orElseThrow();
        return table(
                "",
                (curves, trainings) -> curves.name().equals(Contestants.RANDOM)
                        ? ""
                        : String.format(
                                Locale.ROOT, "%.2g", MannWhitney.p(curves.after(trainings), random.after(trainings))),
                curves -> "");
    }

    private List<String> table(
            String last, BiFunction<Curves, Integer, String> cell, Function<Curves, String> lastCell) {
        List<String> columns = new ArrayList<>(List.of("strategy"));
        Arrays.stream(SHOWN_AT).mapToObj(n -> "#after " + n).forEach(columns::add);
        columns.add("#" + last);
        TextTable table = new TextTable(columns.toArray(String[]::new));
        for (Curves curves : all) {
            List<String> cells = new ArrayList<>(List.of(curves.name()));
            Arrays.stream(SHOWN_AT).mapToObj(n -> cell.apply(curves, n)).forEach(cells::add);
            cells.add(lastCell.apply(curves));
            table.row(cells.toArray(String[]::new));
        }
        return table.lines();
    }

    private static String meanAndSpread(double[] values) {
        if (Arrays.stream(values).anyMatch(v -> v == 0)) {
            return "-";
        }
        double mean = Arrays.stream(values).average().orElse(0);
        double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
        return String.format(
                Locale.ROOT, "%.2f +- %.2f", 100 * mean, 100 * Math.sqrt(squares / Math.max(1, values.length - 1)));
    }
}
