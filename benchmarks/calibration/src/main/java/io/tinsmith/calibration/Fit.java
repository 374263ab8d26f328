package io.tinsmith.calibration;

import io.tinsmith.memory.CostTerm;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.eigen.Eigen;
import org.nd4j.linalg.factory.Nd4j;

/** Least squares of relative errors: what each term costs, from samples of known terms. */
final class Fit {
    /** Ties terms that always come together, in parts of a column's square sum. */
    private static final double RIDGE = 1e-9;

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

    /** The x of least (A x - b)^2 + RIDGE x^2, by the eigenvectors of A' A. */
    private static double[] solve(double[][] a, double[] b) {
        INDArray x = Nd4j.create(a).castTo(DataType.DOUBLE);
        INDArray y = Nd4j.create(b).castTo(DataType.DOUBLE).reshape(b.length, 1);
        INDArray vectors = x.transpose().mmul(x);
        INDArray right = x.transpose().mmul(y);
        INDArray values = Eigen.symmetricGeneralizedEigenvalues(vectors);
        INDArray parts = vectors.transpose().mmul(right);
        for (int i = 0; i < parts.rows(); i++) {
            parts.putScalar(i, 0, parts.getDouble(i, 0) / (Math.max(0, values.getDouble(i)) + RIDGE));
        }
        return vectors.mmul(parts).toDoubleVector();
    }
}
