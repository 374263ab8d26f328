package io.tinsmith.search.predict;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.CholeskyDecomposition_F64;

/**
 * Gaussian process regression (Rasmussen and Williams 2006, algorithm 2.1): a linear and a squared-exponential covariance
 * with a length for each feature, and noise, all chosen by the marginal likelihood in a search along the axes.
 */
public final class GaussianProcess implements Predictor {
    /** The settings are chosen on at most so many examples, evenly spread. */
    private static final int MOST_FOR_SETTINGS = 200;

    private final Scaling inputs;
    private final Scaling outputs;
    private final Kernel kernel;
    private final double[][] x;
    private final Factor factor;

    /**
     * What the process is made of, for inputs and outputs of deviation 1.
     *
     * @param logs natural logarithms of: deviation of the curved part, of the linear part, of the noise, and the length of
     *     each feature
     */
    public record Kernel(double[] logs) {
        static Kernel initial(int features) {
            double[] logs = new double[3 + features];
            logs[0] = StrictMath.log(0.7);
            logs[1] = StrictMath.log(0.7);
            logs[2] = StrictMath.log(0.4);
            Arrays.fill(logs, 3, logs.length, StrictMath.log(Math.max(1, Math.sqrt(features))));
            return new Kernel(logs);
        }

        double covariance(double[] a, double[] b) {
            double distance = 0;
            double product = 0;
            for (int i = 0; i < a.length; i++) {
                double d = (a[i] - b[i]) * StrictMath.exp(-logs[3 + i]);
                distance += d * d;
                product += a[i] * b[i];
            }
            return square(logs[0]) * StrictMath.exp(-0.5 * distance) + square(logs[1]) * product / a.length;
        }

        double noiseVariance() {
            return square(logs[2]);
        }

        private static double square(double log) {
            return StrictMath.exp(2 * log);
        }
    }

    /**
     * Lower Cholesky factor of the covariances, {@code [n, n]}, and the solution for the outputs.
     *
     * @param likelihood natural logarithm, less a constant
     */
    private record Factor(DMatrixRMaj lower, double[] alpha, double likelihood) {}

    private GaussianProcess(Scaling inputs, Scaling outputs, Kernel kernel, double[][] x, Factor factor) {
        this.inputs = inputs;
        this.outputs = outputs;
        this.kernel = kernel;
        this.x = x;
        this.factor = factor;
    }

    /** See {@link Predictor.Learner#learn}. */
    public static GaussianProcess learn(double[][] features, double[] values) {
        Scaling.require(features, values);
        int step = (values.length + MOST_FOR_SETTINGS - 1) / MOST_FOR_SETTINGS;
        int few = (values.length + step - 1) / step;
        double[][] someFeatures = new double[few][];
        double[] someValues = new double[few];
        for (int i = 0; i < few; i++) {
            someFeatures[i] = features[i * step];
            someValues[i] = values[i * step];
        }
        double[][] x = Scaling.of(someFeatures).apply(someFeatures);
        Kernel kernel = choose(x, scaled(Scaling.of(someValues), someValues));
        return learn(features, values, kernel);
    }

    /** With settings from an earlier learning, which takes most of the time. */
    public static GaussianProcess learn(double[][] features, double[] values, Kernel kernel) {
        Scaling.require(features, values);
        Scaling inputs = Scaling.of(features);
        Scaling outputs = Scaling.of(values);
        double[][] x = inputs.apply(features);
        return new GaussianProcess(inputs, outputs, kernel, x, factor(kernel, x, scaled(outputs, values)));
    }

    public Kernel kernel() {
        return kernel;
    }

    @Override
    public Prediction predict(double[] features) {
        double[] at = inputs.apply(features);
        int n = x.length;
        double mean = 0;
        double[] v = new double[n];
        double explained = 0;
        for (int i = 0; i < n; i++) {
            double k = kernel.covariance(at, x[i]);
            mean += k * factor.alpha()[i];
            // Forward substitution.
            double rest = k;
            for (int j = 0; j < i; j++) {
                rest -= factor.lower().get(i, j) * v[j];
            }
            v[i] = rest / factor.lower().get(i, i);
            explained += v[i] * v[i];
        }
        double variance = Math.max(0, kernel.covariance(at, at) - explained) + kernel.noiseVariance();
        double unit = outputs.deviations()[0];
        return new Prediction(mean * unit + outputs.means()[0], unit * Math.sqrt(variance));
    }

    private static double[] scaled(Scaling scaling, double[] values) {
        return Arrays.stream(values)
                .map(v -> scaling.apply(new double[] {v})[0])
                .toArray();
    }

    /** Moves along one setting at a time, by steps that become smaller. */
    private static Kernel choose(double[][] x, double[] y) {
        Kernel best = Kernel.initial(x[0].length);
        double likelihood = penalized(best, x, y);
        for (double step : new double[] {1, 0.5, 0.25}) {
            for (int sweep = 0; sweep < 2; sweep++) {
                for (int i = 0; i < best.logs().length; i++) {
                    for (double move : new double[] {-step, step}) {
                        double[] logs = best.logs().clone();
                        logs[i] += move;
                        Kernel other = new Kernel(logs);
                        double value = penalized(other, x, y);
                        if (value > likelihood) {
                            likelihood = value;
                            best = other;
                        }
                    }
                }
            }
        }
        return best;
    }

    /** With a weak prior around where the search starts: few examples say little about many lengths. */
    private static double penalized(Kernel kernel, double[][] x, double[] y) {
        double[] start = Kernel.initial(x[0].length).logs();
        double penalty = 0;
        for (int i = 0; i < start.length; i++) {
            penalty += 0.125 * (kernel.logs()[i] - start[i]) * (kernel.logs()[i] - start[i]);
        }
        return factor(kernel, x, y).likelihood() - penalty;
    }

    private static Factor factor(Kernel kernel, double[][] x, double[] y) {
        int n = x.length;
        DMatrixRMaj covariances = new DMatrixRMaj(n, n);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double k = kernel.covariance(x[i], x[j]) + (i == j ? kernel.noiseVariance() + 1e-8 : 0);
                covariances.set(i, j, k);
                covariances.set(j, i, k);
            }
        }
        CholeskyDecomposition_F64<DMatrixRMaj> cholesky = DecompositionFactory_DDRM.chol(n, true);
        if (!cholesky.decompose(covariances)) {
            return new Factor(covariances, y, Double.NEGATIVE_INFINITY);
        }
        DMatrixRMaj lower = cholesky.getT(null);
        double[] z = new double[n];
        double likelihood = 0;
        for (int i = 0; i < n; i++) {
            double rest = y[i];
            for (int j = 0; j < i; j++) {
                rest -= lower.get(i, j) * z[j];
            }
            z[i] = rest / lower.get(i, i);
            likelihood -= 0.5 * z[i] * z[i] + StrictMath.log(lower.get(i, i));
        }
        double[] alpha = new double[n];
        for (int i = n - 1; i >= 0; i--) {
            double rest = z[i];
            for (int j = i + 1; j < n; j++) {
                rest -= lower.get(j, i) * alpha[j];
            }
            alpha[i] = rest / lower.get(i, i);
        }
        return new Factor(lower, alpha, likelihood);
    }
}
