package io.tinsmith.search.internal;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A recurrent network that makes one categorical choice after another (Zoph and Le 2017, arXiv:1611.01578): an LSTM
 * (Hochreiter and Schmidhuber 1997, with forget gates) whose input is an embedding of the choice before, and a softmax
 * for each gene on its state. All parameters are in one array, for Adam (Kingma and Ba 2015, arXiv:1412.6980).
 */
public final class Controller {
    private static final int GATES = 4;
    /** Logits stay within this, so that no choice becomes impossible (Bello et al. 2017, arXiv:1611.09940, A.2). */
    private static final double LOGIT_BOUND = 2.5;

    private final int[] sizes;
    private final int hidden;
    private final int[] embeddingAt;
    private final int[] outputAt;
    private final int weightsAt;
    private final double[] parameters;
    private final double[] first;
    private final double[] second;
    private int steps;

    /**
     * With random weights.
     *
     * @param sizes values of each gene
     * @param hidden units of the LSTM, and of the embeddings
     */
    public Controller(int[] sizes, int hidden, SplittableRandom random) {
        this.sizes = sizes.clone();
        this.hidden = hidden;
        embeddingAt = new int[sizes.length];
        outputAt = new int[sizes.length];
        int at = 0;
        for (int t = 0; t < sizes.length; t++) {
            // The input at gene t embeds the choice of gene t - 1; gene 0 has one start symbol.
            embeddingAt[t] = at;
            at += (t == 0 ? 1 : sizes[t - 1]) * hidden;
            outputAt[t] = at;
            at += sizes[t] * (hidden + 1);
        }
        weightsAt = at;
        at += GATES * hidden * (2 * hidden + 1);
        parameters = new double[at];
        for (int i = 0; i < at; i++) {
            parameters[i] = 0.2 * (random.nextDouble() - 0.5);
        }
        first = new double[at];
        second = new double[at];
    }

    /** A vector drawn from the present distribution. */
    public int[] sample(SplittableRandom random) {
        return forward((gene, probabilities) -> draw(probabilities, random)).vector;
    }

    /** Natural logarithm of the probability that {@link #sample} gives this vector. */
    public double logProbability(int[] vector) {
        Pass pass = forward((gene, probabilities) -> vector[gene]);
        double sum = 0;
        for (int t = 0; t < sizes.length; t++) {
            sum += StrictMath.log(pass.probabilities[t][vector[t]]);
        }
        return sum;
    }

    /**
     * One step of Adam that makes vectors more likely whose advantage is positive, and others less.
     *
     * @param entropy weight of the entropy of each choice
     */
    public void learn(List<int[]> vectors, List<Double> advantages, double rate, double entropy) {
        if (vectors.isEmpty()) {
            return;
        }
        double[] gradient = new double[parameters.length];
        for (int i = 0; i < vectors.size(); i++) {
            addGradient(vectors.get(i), advantages.get(i) / vectors.size(), entropy / vectors.size(), gradient);
        }
        steps++;
        double fix1 = 1 - StrictMath.pow(0.9, steps);
        double fix2 = 1 - StrictMath.pow(0.999, steps);
        for (int i = 0; i < parameters.length; i++) {
            first[i] = 0.9 * first[i] + 0.1 * gradient[i];
            second[i] = 0.999 * second[i] + 0.001 * gradient[i] * gradient[i];
            parameters[i] += rate * (first[i] / fix1) / (Math.sqrt(second[i] / fix2) + 1e-8);
        }
    }

    /** Adds the gradient of {@code weight * logProbability + entropy * (sum of entropies)}. */
    void addGradient(int[] vector, double weight, double entropy, double[] gradient) {
        Pass pass = forward((gene, probabilities) -> vector[gene]);
        double[] dh = new double[hidden];
        double[] dc = new double[hidden];
        for (int t = sizes.length - 1; t >= 0; t--) {
            outputGradient(pass, t, vector[t], weight, entropy, dh, gradient);
            double[] dx = new double[hidden];
            double[] dhBefore = new double[hidden];
            cellGradient(pass, t, dh, dc, dx, dhBefore, gradient);
            int embedding = embeddingAt[t] + (t == 0 ? 0 : vector[t - 1]) * hidden;
            for (int j = 0; j < hidden; j++) {
                gradient[embedding + j] += dx[j];
            }
            dh = dhBefore;
        }
    }

    double[] parameters() {
        return parameters;
    }

    private void outputGradient(
            Pass pass, int t, int choice, double weight, double entropy, double[] dh, double[] gradient) {
        double[] p = pass.probabilities[t];
        double h = 0;
        for (double q : p) {
            h -= q * StrictMath.log(q);
        }
        for (int k = 0; k < sizes[t]; k++) {
            double dz = weight * ((k == choice ? 1 : 0) - p[k]) - entropy * p[k] * (StrictMath.log(p[k]) + h);
            dz *= pass.slopes[t][k];
            int row = outputAt[t] + k * (hidden + 1);
            for (int j = 0; j < hidden; j++) {
                gradient[row + j] += dz * pass.h[t + 1][j];
                dh[j] += dz * parameters[row + j];
            }
            gradient[row + hidden] += dz;
        }
    }

    /** Back through one step of the LSTM; {@code dc} becomes that of the step before. */
    private void cellGradient(
            Pass pass, int t, double[] dh, double[] dc, double[] dx, double[] dhBefore, double[] gradient) {
        for (int j = 0; j < hidden; j++) {
            double i = pass.gates[t][j];
            double f = pass.gates[t][hidden + j];
            double o = pass.gates[t][2 * hidden + j];
            double g = pass.gates[t][3 * hidden + j];
            double tanh = StrictMath.tanh(pass.c[t + 1][j]);
            double d = dc[j] + dh[j] * o * (1 - tanh * tanh);
            double[] dGates = {
                d * g * i * (1 - i), d * pass.c[t][j] * f * (1 - f), dh[j] * tanh * o * (1 - o), d * i * (1 - g * g)
            };
            dc[j] = d * f;
            for (int gate = 0; gate < GATES; gate++) {
                int row = row(gate, j);
                for (int k = 0; k < hidden; k++) {
                    gradient[row + k] += dGates[gate] * pass.x[t][k];
                    gradient[row + hidden + k] += dGates[gate] * pass.h[t][k];
                    dx[k] += dGates[gate] * parameters[row + k];
                    dhBefore[k] += dGates[gate] * parameters[row + hidden + k];
                }
                gradient[row + 2 * hidden] += dGates[gate];
            }
        }
    }

    private int row(int gate, int unit) {
        return weightsAt + (gate * hidden + unit) * (2 * hidden + 1);
    }

    private Pass forward(Chooser chooser) {
        Pass pass = new Pass(sizes.length, hidden);
        for (int t = 0; t < sizes.length; t++) {
            int embedding = embeddingAt[t] + (t == 0 ? 0 : pass.vector[t - 1]) * hidden;
            pass.x[t] = Arrays.copyOfRange(parameters, embedding, embedding + hidden);
            for (int j = 0; j < hidden; j++) {
                for (int gate = 0; gate < GATES; gate++) {
                    double z = preActivation(row(gate, j), pass.x[t], pass.h[t]);
                    pass.gates[t][gate * hidden + j] = gate == 3 ? StrictMath.tanh(z) : 1 / (1 + StrictMath.exp(-z));
                }
                pass.c[t + 1][j] =
                        pass.gates[t][hidden + j] * pass.c[t][j] + pass.gates[t][j] * pass.gates[t][3 * hidden + j];
                pass.h[t + 1][j] = pass.gates[t][2 * hidden + j] * StrictMath.tanh(pass.c[t + 1][j]);
            }
            softmax(pass, t);
            pass.vector[t] = chooser.choose(t, pass.probabilities[t]);
        }
        return pass;
    }

    private double preActivation(int row, double[] x, double[] h) {
        double z = parameters[row + 2 * hidden];
        for (int k = 0; k < hidden; k++) {
            z += parameters[row + k] * x[k] + parameters[row + hidden + k] * h[k];
        }
        return z;
    }

    private void softmax(Pass pass, int t) {
        double[] p = new double[sizes[t]];
        double[] slopes = new double[sizes[t]];
        double sum = 0;
        for (int k = 0; k < p.length; k++) {
            int row = outputAt[t] + k * (hidden + 1);
            double z = parameters[row + hidden];
            for (int j = 0; j < hidden; j++) {
                z += parameters[row + j] * pass.h[t + 1][j];
            }
            double tanh = StrictMath.tanh(z / LOGIT_BOUND);
            slopes[k] = 1 - tanh * tanh;
            p[k] = StrictMath.exp(LOGIT_BOUND * tanh);
            sum += p[k];
        }
        for (int k = 0; k < p.length; k++) {
            p[k] /= sum;
        }
        pass.probabilities[t] = p;
        pass.slopes[t] = slopes;
    }

    private static int draw(double[] probabilities, SplittableRandom random) {
        double u = random.nextDouble();
        for (int k = 0; k < probabilities.length - 1; k++) {
            u -= probabilities[k];
            if (u < 0) {
                return k;
            }
        }
        return probabilities.length - 1;
    }

    private interface Chooser {
        int choose(int gene, double[] probabilities);
    }

    /** All values of a pass; {@code h} and {@code c} have one more step, the zeros before the first. */
    private static final class Pass {
        final int[] vector;
        final double[][] x;
        final double[][] h;
        final double[][] c;
        final double[][] gates;
        final double[][] probabilities;
        /** Of the bounded logits. */
        final double[][] slopes;

        Pass(int genes, int hidden) {
            vector = new int[genes];
            x = new double[genes][];
            h = new double[genes + 1][hidden];
            c = new double[genes + 1][hidden];
            gates = new double[genes][GATES * hidden];
            probabilities = new double[genes][];
            slopes = new double[genes][];
        }
    }
}
