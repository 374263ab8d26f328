package io.tinsmith.training.proxies;

import io.tinsmith.graph.Graph;
import io.tinsmith.training.ImageSet;
import io.tinsmith.training.internal.Differentiation;
import io.tinsmith.training.internal.ParameterLayout;
import io.tinsmith.training.internal.TrainingState;

/**
 * Jacobian covariance (Mellor et al., arXiv:2006.04647v1): each image's gradient of the sum of the logits, and the
 * eigenvalues v of the correlation matrix of these rows; the score is -sum(log(v + k) + 1 / (v + k)). It is high where
 * the network is another linear map at each image. With batch norm, at the initial weights of a training.
 */
final class JacobianCovariance {
    private static final double K = 1e-5;

    private JacobianCovariance() {}

    static double score(Graph structure, ImageSet images, long seed) {
        float[] parameters = TrainingState.initial(ParameterLayout.forTraining(structure), seed)
                .parameters();
        float[] jacobian = Differentiation.byImages(structure, parameters, Batches.values(images));
        return score(correlations(jacobian, images.count()));
    }

    /** Of a correlation matrix. */
    static double score(double[][] correlations) {
        double sum = 0;
        for (double v : Eigenvalues.symmetric(correlations)) {
            // Rounding may leave an eigenvalue of 0 just below it.
            double positive = Math.max(0, v) + K;
            sum += StrictMath.log(positive) + 1 / positive;
        }
        return -sum;
    }

    /** Pearson's, of each pair of rows; a row without variance correlates with none. */
    static double[][] correlations(float[] rows, int count) {
        int length = rows.length / count;
        double[][] centered = new double[count][length];
        for (int r = 0; r < count; r++) {
            double mean = 0;
            for (int i = 0; i < length; i++) {
                mean += rows[r * length + i] / (double) length;
            }
            double squares = 0;
            for (int i = 0; i < length; i++) {
                centered[r][i] = rows[r * length + i] - mean;
                squares += centered[r][i] * centered[r][i];
            }
            double norm = squares > 0 ? Math.sqrt(squares) : 1;
            for (int i = 0; i < length; i++) {
                centered[r][i] /= norm;
            }
        }
        double[][] out = new double[count][count];
        for (int a = 0; a < count; a++) {
            for (int b = 0; b < count; b++) {
                double dot = 0;
                for (int i = 0; i < length; i++) {
                    dot += centered[a][i] * centered[b][i];
                }
                out[a][b] = a == b ? 1 : dot;
            }
        }
        return out;
    }
}
