package io.tinsmith.search.predict;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * A few small networks with one hidden layer, each of which learns from all examples but one part (an ensemble by
 * cross-validation; Krogh and Vedelsby 1995). The mean is theirs; the uncertainty is how far they disagree and the error
 * on the parts that were left out. Inputs also go to the output directly, so that with few examples it is nearly linear.
 */
public final class MultilayerPerceptron implements Predictor {
    private static final int MOST_MEMBERS = 8;

    private final Scaling inputs;
    private final Scaling outputs;
    private final Member[] members;
    private final double noise;

    /**
     * The constants of the learning.
     *
     * @param hidden units
     * @param steps of Adam (arXiv:1412.6980) on all examples at once
     * @param decay of all weights, for each unit of the learning rate (arXiv:1711.05101)
     */
    record Settings(int hidden, int steps, double decay) {
        static final Settings STANDARD = new Settings(16, 300, 0.3);
    }

    private MultilayerPerceptron(Scaling inputs, Scaling outputs, Member[] members, double noise) {
        this.inputs = inputs;
        this.outputs = outputs;
        this.members = members;
        this.noise = noise;
    }

    /** See {@link Predictor.Learner#learn}; the same examples give the same bits. */
    public static MultilayerPerceptron learn(double[][] features, double[] values) {
        return learn(features, values, Settings.STANDARD);
    }

    static MultilayerPerceptron learn(double[][] features, double[] values, Settings settings) {
        Scaling.require(features, values);
        Scaling inputs = Scaling.of(features);
        Scaling outputs = Scaling.of(values);
        double[][] x = inputs.apply(features);
        double[] y = Arrays.stream(values)
                .map(v -> outputs.apply(new double[] {v})[0])
                .toArray();
        int parts = Math.min(MOST_MEMBERS, values.length);
        Member[] members = new Member[parts];
        double squares = 0;
        SplittableRandom random = new SplittableRandom(values.length);
        int[] part = new int[values.length];
        for (int i = 0; i < part.length; i++) {
            int other = random.nextInt(i + 1);
            part[i] = part[other];
            part[other] = i % parts;
        }
        for (int m = 0; m < parts; m++) {
            boolean[] learned = new boolean[values.length];
            for (int i = 0; i < part.length; i++) {
                learned[i] = part[i] != m;
            }
            members[m] = new Member(settings, x[0].length, random);
            members[m].learn(x, y, learned, settings);
            for (int i = 0; i < part.length; i++) {
                double error = learned[i] ? 0 : members[m].value(x[i]) - y[i];
                squares += error * error;
            }
        }
        return new MultilayerPerceptron(inputs, outputs, members, Math.sqrt(squares / values.length));
    }

    @Override
    public Prediction predict(double[] features) {
        double[] at = inputs.apply(features);
        double[] values = Arrays.stream(members).mapToDouble(m -> m.value(at)).toArray();
        double mean = Arrays.stream(values).average().orElse(0);
        double variance =
                Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum() / Math.max(1, values.length - 1);
        double unit = outputs.deviations()[0];
        return new Prediction(mean * unit + outputs.means()[0], unit * Math.sqrt(noise * noise + variance));
    }

    /** One network: {@code out = b + sum(d x) + sum(v h)}, {@code h = softsign(W x + c)}. */
    private static final class Member {
        private static final double RATE = 0.02;
        private static final double FIRST_MEMORY = 0.9;
        private static final double SECOND_MEMORY = 0.999;

        private final int features;
        private final int hidden;
        /** Of each unit the weights of the inputs, its bias and its weight at the output; then the inputs' and the bias. */
        private final double[] weights;

        Member(Settings settings, int features, SplittableRandom random) {
            this.features = features;
            this.hidden = settings.hidden();
            weights = new double[hidden * (features + 2) + features + 1];
            double bound = Math.sqrt(3.0 / features);
            for (int h = 0; h < hidden; h++) {
                for (int i = 0; i <= features; i++) {
                    weights[h * (features + 2) + i] = bound * (2 * random.nextDouble() - 1);
                }
                weights[h * (features + 2) + features + 1] = (2 * random.nextDouble() - 1) / Math.sqrt(hidden);
            }
        }

        double value(double[] x) {
            return value(x, new double[hidden]);
        }

        /** Leaves the units' sums in {@code sums}. */
        private double value(double[] x, double[] sums) {
            int direct = hidden * (features + 2);
            double out = weights[direct + features];
            for (int i = 0; i < features; i++) {
                out += weights[direct + i] * x[i];
            }
            for (int h = 0; h < hidden; h++) {
                int at = h * (features + 2);
                double sum = weights[at + features];
                for (int i = 0; i < features; i++) {
                    sum += weights[at + i] * x[i];
                }
                sums[h] = sum;
                out += weights[at + features + 1] * sum / (1 + Math.abs(sum));
            }
            return out;
        }

        void learn(double[][] x, double[] y, boolean[] learned, Settings settings) {
            double[] first = new double[weights.length];
            double[] second = new double[weights.length];
            for (int step = 1; step <= settings.steps(); step++) {
                double[] gradient = gradient(x, y, learned);
                // To 0 in a straight line: the last steps settle.
                double rate = RATE * (1 - (step - 1.0) / settings.steps());
                double firstScale = 1 - StrictMath.pow(FIRST_MEMORY, step);
                double secondScale = 1 - StrictMath.pow(SECOND_MEMORY, step);
                for (int i = 0; i < weights.length; i++) {
                    first[i] = FIRST_MEMORY * first[i] + (1 - FIRST_MEMORY) * gradient[i];
                    second[i] = SECOND_MEMORY * second[i] + (1 - SECOND_MEMORY) * gradient[i] * gradient[i];
                    double move = first[i] / firstScale / (Math.sqrt(second[i] / secondScale) + 1e-8);
                    weights[i] -= rate * (move + settings.decay() * weights[i]);
                }
            }
        }

        /** Of half the mean squared error. */
        private double[] gradient(double[][] x, double[] y, boolean[] learned) {
            double[] gradient = new double[weights.length];
            double[] sums = new double[hidden];
            int count = 0;
            for (int n = 0; n < y.length; n++) {
                if (learned[n]) {
                    add(gradient, x[n], value(x[n], sums) - y[n], sums);
                    count++;
                }
            }
            for (int i = 0; i < gradient.length; i++) {
                gradient[i] /= Math.max(1, count);
            }
            return gradient;
        }

        private void add(double[] gradient, double[] x, double error, double[] sums) {
            int direct = hidden * (features + 2);
            for (int i = 0; i < features; i++) {
                gradient[direct + i] += error * x[i];
            }
            gradient[direct + features] += error;
            for (int h = 0; h < hidden; h++) {
                int at = h * (features + 2);
                double divisor = 1 + Math.abs(sums[h]);
                gradient[at + features + 1] += error * sums[h] / divisor;
                double back = error * weights[at + features + 1] / (divisor * divisor);
                for (int i = 0; i < features; i++) {
                    gradient[at + i] += back * x[i];
                }
                gradient[at + features] += back;
            }
        }
    }
}
