package io.tinsmith.benchmarks.tabular;

import io.tinsmith.cli.console.TextTable;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The best accuracy found against trainings, of every strategy, beside random search and the optimum. */
final class StrategyTable {
    /** Fixed before the first run: where strategies are compared with random search. */
    static final int COMPARED_AT = 32;

    private static final int[] SHOWN_AT = {8, 16, COMPARED_AT, 64};

    private StrategyTable() {}

    static List<String> lines(TabularRun run, int seeds) {
        TextTable table = new TextTable(
                "strategy",
                "#after " + SHOWN_AT[0],
                "#" + SHOWN_AT[1],
                "#" + SHOWN_AT[2],
                "#" + SHOWN_AT[3],
                "#optimum found",
                "#p at " + COMPARED_AT);
        double[] random = new double[0];
        for (Contestants.Contestant contestant : Contestants.all()) {
            double[][] curves = new double[seeds][];
            for (int seed = 0; seed < seeds; seed++) {
                curves[seed] = contestant.run().of(run, SHOWN_AT[SHOWN_AT.length - 1], seed + 1);
            }
            double[] compared = at(curves, COMPARED_AT);
            boolean isRandom = contestant.name().equals(Contestants.RANDOM);
            random = isRandom ? compared : random;
            long found = Arrays.stream(at(curves, SHOWN_AT[SHOWN_AT.length - 1]))
                    .filter(v -> v >= run.optimum())
                    .count();
            table.row(
                    contestant.name(),
                    meanAndSpread(at(curves, SHOWN_AT[0])),
                    meanAndSpread(at(curves, SHOWN_AT[1])),
                    meanAndSpread(compared),
                    meanAndSpread(at(curves, SHOWN_AT[3])),
                    found + " of " + seeds,
                    isRandom ? "" : String.format(Locale.ROOT, "%.2g", MannWhitney.p(compared, random)));
        }
        return table.lines();
    }

    private static double[] at(double[][] curves, int evaluations) {
        return Arrays.stream(curves).mapToDouble(c -> c[evaluations - 1]).toArray();
    }

    private static String meanAndSpread(double[] values) {
        double mean = Arrays.stream(values).average().orElse(0);
        double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
        return String.format(
                Locale.ROOT, "%.2f +- %.2f", 100 * mean, 100 * Math.sqrt(squares / Math.max(1, values.length - 1)));
    }
}
