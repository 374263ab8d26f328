package io.tinsmith.training.relaxed.internal;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * One real parameter for each option, moved by Adam (Kingma and Ba 2015, arXiv:1412.6980), over an array of three times as
 * many values: parameters, first and second moments.
 */
final class ArchitectureWeights {
    private static final double FIRST = 0.5;
    private static final double SECOND = 0.99;
    private static final double EPSILON = 1e-8;

    private final List<Integer> choices;
    private final float[] state;
    private final int count;

    ArchitectureWeights(List<Integer> choices, float[] state) {
        this.choices = choices;
        this.state = state;
        this.count = count(choices);
    }

    /** Values for so many options. */
    static int stateValues(List<Integer> choices) {
        return 3 * count(choices);
    }

    private static int count(List<Integer> choices) {
        return choices.stream().mapToInt(Integer::intValue).sum();
    }

    /** By choice and option. */
    double[][] probabilities() {
        double[][] out = new double[choices.size()][];
        int at = 0;
        for (int c = 0; c < out.length; c++) {
            out[c] = new double[choices.get(c)];
            double most = Double.NEGATIVE_INFINITY;
            for (int o = 0; o < out[c].length; o++) {
                most = Math.max(most, state[at + o]);
            }
            double sum = 0;
            for (int o = 0; o < out[c].length; o++) {
                out[c][o] = StrictMath.exp(state[at + o] - most);
                sum += out[c][o];
            }
            for (int o = 0; o < out[c].length; o++) {
                out[c][o] /= sum;
            }
            at += out[c].length;
        }
        return out;
    }

    /**
     * One step.
     *
     * @param gradients by the parameters, by choice and option
     * @param number of the step, from 1
     */
    void step(double[][] gradients, double rate, long number) {
        double unbiasedFirst = 1 - StrictMath.pow(FIRST, (double) number);
        double unbiasedSecond = 1 - StrictMath.pow(SECOND, (double) number);
        int at = 0;
        for (double[] choice : gradients) {
            for (double g : choice) {
                double first = FIRST * state[count + at] + (1 - FIRST) * g;
                double second = SECOND * state[2 * count + at] + (1 - SECOND) * g * g;
                state[count + at] = (float) first;
                state[2 * count + at] = (float) second;
                double by = (first / unbiasedFirst) / (StrictMath.sqrt(second / unbiasedSecond) + EPSILON);
                state[at++] -= (float) (rate * by);
            }
        }
    }

    /** The gradient by parameters from that by probabilities, added. */
    static void addThroughSoftmax(double[] probabilities, double[] byProbability, double[] out) {
        double mean = 0;
        for (int o = 0; o < out.length; o++) {
            mean += probabilities[o] * byProbability[o];
        }
        for (int o = 0; o < out.length; o++) {
            out[o] += probabilities[o] * (byProbability[o] - mean);
        }
    }

    /** One option of each choice, drawn. */
    static Gates one(double[][] probabilities, SplittableRandom random) {
        double[][] values = new double[probabilities.length][];
        boolean[][] active = new boolean[probabilities.length][];
        for (int c = 0; c < values.length; c++) {
            int drawn = draw(probabilities[c], random);
            values[c] = new double[probabilities[c].length];
            active[c] = new boolean[probabilities[c].length];
            values[c][drawn] = 1;
            active[c][drawn] = true;
        }
        return new Gates(values, active);
    }

    /** Two options of each choice, drawn without putting back; one of them, drawn again, is passed on. */
    static Gates two(double[][] probabilities, SplittableRandom random) {
        Gates gates = one(probabilities, random);
        for (int c = 0; c < probabilities.length; c++) {
            if (probabilities[c].length == 1) {
                continue;
            }
            double[] rest = probabilities[c].clone();
            for (int o = 0; o < rest.length; o++) {
                rest[o] = gates.active()[c][o] ? 0 : rest[o] + 1e-12;
            }
            gates.active()[c][draw(rest, random)] = true;
            double[] pair = restricted(probabilities[c], gates.active()[c]);
            Arrays.fill(gates.values()[c], 0);
            gates.values()[c][draw(pair, random)] = 1;
        }
        return gates;
    }

    /** The probabilities given that it is one of those active. */
    static double[] restricted(double[] probabilities, boolean[] active) {
        double[] out = probabilities.clone();
        double sum = 0;
        for (int o = 0; o < out.length; o++) {
            out[o] = active[o] ? out[o] + 1e-12 : 0;
            sum += out[o];
        }
        for (int o = 0; o < out.length; o++) {
            out[o] /= sum;
        }
        return out;
    }

    private static int draw(double[] weights, SplittableRandom random) {
        double at = random.nextDouble() * Arrays.stream(weights).sum();
        int last = 0;
        for (int o = 0; o < weights.length; o++) {
            if (weights[o] > 0) {
                last = o;
                at -= weights[o];
                if (at < 0) {
                    return o;
                }
            }
        }
        return last;
    }
}
