package io.tinsmith.search.predict;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Linear regression with a penalty on the weights (Hoerl and Kennard 1970, doi:10.1080/00401706.1970.10488634). The
 * penalty is chosen by the error of leaving one example out, which has a closed form. Uncertainty is that of Bayesian
 * linear regression with the noise of the residuals.
 */
public final class RidgeRegression implements Predictor {
    private static final double[] PENALTIES = {1e-3, 1e-2, 0.1, 0.3, 1, 3, 10, 30, 100};

    private final Scaling inputs;
    private final Scaling outputs;
    private final DMatrixRMaj weights;
    private final DMatrixRMaj inverse;
    private final double noise;

    private RidgeRegression(Scaling inputs, Scaling outputs, DMatrixRMaj weights, DMatrixRMaj inverse, double noise) {
        this.inputs = inputs;
        this.outputs = outputs;
        this.weights = weights;
        this.inverse = inverse;
        this.noise = noise;
    }

    /** See {@link Predictor.Learner#learn}. */
    public static RidgeRegression learn(double[][] features, double[] values) {
        Scaling.require(features, values);
        Scaling inputs = Scaling.of(features);
        Scaling outputs = Scaling.of(values);
        DMatrixRMaj x = new DMatrixRMaj(inputs.apply(features));
        DMatrixRMaj y = new DMatrixRMaj(values.length, 1);
        for (int i = 0; i < values.length; i++) {
            y.set(i, 0, outputs.apply(new double[] {values[i]})[0]);
        }
        RidgeRegression best = fit(inputs, outputs, x, y, PENALTIES[0]);
        for (double penalty : PENALTIES) {
            RidgeRegression other = fit(inputs, outputs, x, y, penalty);
            best = other.noise < best.noise ? other : best;
        }
        return best;
    }

    private static RidgeRegression fit(Scaling inputs, Scaling outputs, DMatrixRMaj x, DMatrixRMaj y, double penalty) {
        int n = x.numRows;
        DMatrixRMaj gram = new DMatrixRMaj(x.numCols, x.numCols);
        CommonOps_DDRM.multTransA(x, x, gram);
        for (int i = 0; i < x.numCols; i++) {
            gram.add(i, i, penalty);
        }
        DMatrixRMaj inverse = new DMatrixRMaj(x.numCols, x.numCols);
        if (!CommonOps_DDRM.invert(gram, inverse)) {
            throw new ArithmeticException("The features are not finite.");
        }
        DMatrixRMaj moment = new DMatrixRMaj(x.numCols, 1);
        CommonOps_DDRM.multTransA(x, y, moment);
        DMatrixRMaj weights = new DMatrixRMaj(x.numCols, 1);
        CommonOps_DDRM.mult(inverse, moment, weights);
        double squares = 0;
        for (int i = 0; i < n; i++) {
            double[] row = new double[x.numCols];
            System.arraycopy(x.data, i * x.numCols, row, 0, x.numCols);
            // The leverage, 1 / n of it by the mean; leaving the example out multiplies its residual by 1 / (1 -
            // leverage).
            double leverage = Math.min(0.999, 1.0 / n + quadratic(inverse, row));
            double residual = (y.get(i, 0) - dot(weights, row)) / (1 - leverage);
            squares += residual * residual;
        }
        return new RidgeRegression(inputs, outputs, weights, inverse, Math.sqrt(squares / n));
    }

    @Override
    public Prediction predict(double[] features) {
        double[] row = inputs.apply(features);
        double unit = outputs.deviations()[0];
        double mean = dot(weights, row) * unit + outputs.means()[0];
        return new Prediction(mean, unit * noise * Math.sqrt(1 + quadratic(inverse, row)));
    }

    private static double dot(DMatrixRMaj weights, double[] row) {
        double sum = 0;
        for (int i = 0; i < row.length; i++) {
            sum += weights.get(i, 0) * row[i];
        }
        return sum;
    }

    private static double quadratic(DMatrixRMaj matrix, double[] row) {
        double sum = 0;
        for (int i = 0; i < row.length; i++) {
            for (int j = 0; j < row.length; j++) {
                sum += row[i] * matrix.get(i, j) * row[j];
            }
        }
        return sum;
    }
}
