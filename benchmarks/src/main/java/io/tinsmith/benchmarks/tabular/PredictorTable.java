package io.tinsmith.benchmarks.tabular;

import io.tinsmith.benchmarks.RankCorrelation;
import io.tinsmith.cli.console.TextTable;
import io.tinsmith.search.predict.Features;
import io.tinsmith.search.predict.GaussianProcess;
import io.tinsmith.search.predict.MultilayerPerceptron;
import io.tinsmith.search.predict.Predictor;
import io.tinsmith.search.predict.RidgeRegression;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/** Predictors learned from some rows and tried on all others. */
final class PredictorTable {
    /** 95 % of a normal distribution lies within so many deviations. */
    private static final double QUANTILE = 1.96;

    private PredictorTable() {}

    /** A table of means over random splits: held-out error, rank correlation, and how often the interval holds the truth. */
    static List<String> lines(List<TableRow> rows, int splits) {
        Map<String, Predictor.Learner> learners = new LinkedHashMap<>();
        learners.put("ridge regression", RidgeRegression::learn);
        learners.put("Gaussian process", GaussianProcess::learn);
        learners.put("multilayer perceptron", MultilayerPerceptron::learn);
        Features<List<Integer>> features = new Features<>(new TabularOperations());
        TextTable table = new TextTable(
                "predictor", "#learned from", "#held out", "#RMSE, points", "#Spearman", "#in 95 % interval");
        for (Map.Entry<String, Predictor.Learner> learner : learners.entrySet()) {
            for (int part : new int[] {8, 4, 2}) {
                int count = part == 2 ? rows.size() * 3 / 4 : rows.size() / part;
                double[] sums = new double[3];
                for (int split = 0; split < splits; split++) {
                    double[] figures = tryOut(learner.getValue(), features, rows, count, split);
                    for (int i = 0; i < sums.length; i++) {
                        sums[i] += figures[i] / splits;
                    }
                }
                table.row(
                        learner.getKey(),
                        String.valueOf(count),
                        String.valueOf(rows.size() - count),
                        String.format(Locale.ROOT, "%.2f", 100 * sums[0]),
                        String.format(Locale.ROOT, "%.3f", sums[1]),
                        String.format(Locale.ROOT, "%.0f %%", 100 * sums[2]));
            }
        }
        return table.lines();
    }

    private static double[] tryOut(
            Predictor.Learner learner, Features<List<Integer>> features, List<TableRow> rows, int count, long seed) {
        List<TableRow> shuffled = new ArrayList<>(rows);
        Collections.shuffle(shuffled, new Random(seed));
        double[][] x = shuffled.stream().map(r -> features.of(r.genes())).toArray(double[][]::new);
        double[] y = shuffled.stream().mapToDouble(TableRow::accuracy).toArray();
        Predictor predictor = learner.learn(Arrays.copyOf(x, count), Arrays.copyOf(y, count));
        double[] truth = Arrays.copyOfRange(y, count, y.length);
        double[] predicted = new double[truth.length];
        double squares = 0;
        int inside = 0;
        for (int i = 0; i < truth.length; i++) {
            Predictor.Prediction p = predictor.predict(x[count + i]);
            predicted[i] = p.mean();
            double error = p.mean() - truth[i];
            squares += error * error;
            inside += Math.abs(error) <= QUANTILE * p.deviation() ? 1 : 0;
        }
        return new double[] {
            Math.sqrt(squares / truth.length),
            RankCorrelation.spearman(predicted, truth),
            (double) inside / truth.length
        };
    }
}
