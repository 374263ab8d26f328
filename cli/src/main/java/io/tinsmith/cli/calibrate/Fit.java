package io.tinsmith.cli.calibrate;

import io.tinsmith.memory.CostTerm;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** Least squares of relative errors: what each term costs, from samples of known terms. */
final class Fit {
    /** Ties terms that always come together, in parts of a column's square sum. */
    private static final double RIDGE = 1e-5;

    private Fit() {}

    /**
     * What each term costs that occurs in {@code samples}.
     *
     * @param resolution of the counter, in instructions: samples of few ticks weigh less
     */
    static Map<String, Double> of(List<Sample> samples, int resolution) {
        CostTerm[] terms = CostTerm.values();
        double[] norm = new double[terms.length];
        List<double[]> rows = new ArrayList<>();
        double[] wanted = new double[samples.size()];
        for (Sample sample : samples) {
            double weight = 1 / (sample.instructions() + 10.0 * resolution);
            double[] row = sample.counts().toArray();
            for (int t = 0; t < row.length; t++) {
                row[t] *= weight;
                norm[t] += row[t] * row[t];
            }
            wanted[rows.size()] = sample.instructions() * weight;
            rows.add(row);
        }
        int[] used = IntStream.range(0, norm.length).filter(t -> norm[t] > 0).toArray();
        double[][] columns = new double[rows.size()][used.length];
        for (int i = 0; i < columns.length; i++) {
            for (int j = 0; j < used.length; j++) {
                columns[i][j] = rows.get(i)[used[j]] / Math.sqrt(norm[used[j]]);
            }
        }
        double[] costs = solve(columns, wanted);
        Map<String, Double> each = new TreeMap<>();
        for (int j = 0; j < used.length; j++) {
            double cost = costs[j] / Math.sqrt(norm[used[j]]);
            each.put(terms[used[j]].name(), Math.round(cost * 1000) / 1000.0);
        }
        return each;
    }

    /** The x of least (A x - b)^2 + RIDGE x^2: the ridge as rows of their own below A, solved by QR. */
    private static double[] solve(double[][] a, double[] b) {
        int columns = a[0].length;
        DMatrixRMaj x = new DMatrixRMaj(a.length + columns, columns);
        DMatrixRMaj y = new DMatrixRMaj(a.length + columns, 1);
        for (int i = 0; i < a.length; i++) {
            System.arraycopy(a[i], 0, x.data, i * columns, columns);
            y.data[i] = b[i];
        }
        for (int j = 0; j < columns; j++) {
            x.set(a.length + j, j, Math.sqrt(RIDGE));
        }
        DMatrixRMaj costs = new DMatrixRMaj(columns, 1);
        if (!CommonOps_DDRM.solve(x, y, costs)) {
            throw new IllegalStateException("The costs can't be fitted: the least squares are singular.");
        }
        return costs.data;
    }
}
