package io.tinsmith.search.relaxed;

import io.tinsmith.search.Candidate;
import io.tinsmith.search.Codec;
import io.tinsmith.search.Constraints;
import io.tinsmith.search.CostModel;
import io.tinsmith.search.Limit;
import io.tinsmith.search.Network;
import io.tinsmith.search.internal.Workers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What networks drawn option by option are expected to cost, as a differentiable function of the probabilities. The model
 * of each limited cost is linear: a mean and one figure for each option,
 *
 * <p>{@code cost(p) = mean + sum over choices and options of figure * p},
 *
 * <p>fitted by least squares to the real costs, at their best schedules, of networks drawn from the present probabilities,
 * and fitted anew as these change. For options that are drawn independently the expected cost is linear in each choice's
 * probabilities, and its derivative by one of them is the mean cost of the networks that have the option: what the figures
 * estimate. Fusion makes the peak memory of a network no sum and no maximum over its blocks; the draws know.
 *
 * @param <G> genes
 */
public final class ExpectedCost<G> {
    /** Share of the draws in which all options are equally likely: rare ones have a cost, too. */
    private static final double EVEN = 0.1;

    /** Draws of no effect that are added for each option. */
    private static final double SHRINKAGE = 1;

    private static final int SWEEPS = 12;

    /** A little below the limit: the likeliest network is no mean. */
    private static final double AIM = 0.95;

    private static final double STRENGTH = 2;

    private final Relaxation<G> relaxation;
    private final Codec<G> codec;
    private final CostModel costs;
    private final List<Limit> limits;
    private final double[] means;
    private final double[][][] figures;

    public ExpectedCost(Relaxation<G> relaxation, Codec<G> codec, CostModel costs, Constraints limits) {
        this.relaxation = relaxation;
        this.codec = codec;
        this.costs = costs;
        this.limits = limits.limits();
        means = new double[this.limits.size()];
        figures = new double[this.limits.size()][][];
        Arrays.setAll(figures, l -> zeros());
    }

    /**
     * Fits the model to networks that are drawn. The outcome does not depend on the number of threads.
     *
     * @param probabilities of each choice's options
     * @return the networks
     */
    public List<Candidate> fit(double[][] probabilities, int draws, long seed, int threads) {
        SplittableRandom random = new SplittableRandom(seed);
        List<List<Integer>> drawn = new ArrayList<>();
        for (int i = 0; i < draws; i++) {
            drawn.add(draw(probabilities, random));
        }
        List<Candidate> candidates;
        try (Workers workers = new Workers(threads)) {
            candidates = workers.map(draws, i -> {
                Network network = codec.decode(relaxation.decode(drawn.get(i)));
                return new Candidate(network, costs.of(network));
            });
        }
        for (int l = 0; l < limits.size(); l++) {
            Limit limit = limits.get(l);
            double[] relative = candidates.stream()
                    .mapToDouble(c -> limit.cost().applyAsDouble(c) / limit.most())
                    .toArray();
            fit(l, drawn, relative);
        }
        return candidates;
    }

    /** Expected costs, each as a part of its limit, in the order of the limits. */
    public double[] expected(double[][] probabilities) {
        double[] out = new double[limits.size()];
        for (int l = 0; l < out.length; l++) {
            out[l] = means[l];
            for (int c = 0; c < probabilities.length; c++) {
                for (int o = 0; o < probabilities[c].length; o++) {
                    out[l] += figures[l][c][o] * probabilities[c][o];
                }
            }
        }
        return out;
    }

    /**
     * The penalty: how far the expected costs exceed their limits and, where none does, how much is left of the tightest
     * one, since what is allowed should be used (the absolute value of Bender et al. 2020, arXiv:2008.06120, section 3.3).
     *
     * @param gradient to add the gradient by the probabilities to
     */
    public double penalty(double[][] probabilities, double[][] gradient) {
        double[] expected = expected(probabilities);
        int tightest = 0;
        for (int l = 1; l < expected.length; l++) {
            tightest = expected[l] > expected[tightest] ? l : tightest;
        }
        double sum = 0;
        for (int l = 0; l < expected.length; l++) {
            double over = expected[l] - AIM;
            double sign = over > 0 ? 1 : l == tightest ? -1 : 0;
            sum += STRENGTH * sign * over;
            for (int c = 0; c < gradient.length; c++) {
                for (int o = 0; o < gradient[c].length; o++) {
                    gradient[c][o] += STRENGTH * sign * figures[l][c][o];
                }
            }
        }
        return sum;
    }

    private List<Integer> draw(double[][] probabilities, SplittableRandom random) {
        List<Integer> options = new ArrayList<>();
        for (double[] choice : probabilities) {
            double at = random.nextDouble();
            int drawn = random.nextInt(choice.length);
            if (random.nextDouble() >= EVEN) {
                drawn = 0;
                while (drawn < choice.length - 1 && at >= choice[drawn]) {
                    at -= choice[drawn++];
                }
            }
            options.add(drawn);
        }
        return options;
    }

    /** Least squares by choice after choice (backfitting). */
    private void fit(int limit, List<List<Integer>> drawn, double[] values) {
        double[][] figure = zeros();
        double mean = Arrays.stream(values).average().orElse(0);
        double[] rest = Arrays.stream(values).map(v -> v - mean).toArray();
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            for (int c = 0; c < figure.length; c++) {
                double[] sums = new double[figure[c].length];
                double[] counts = new double[figure[c].length];
                Arrays.fill(counts, SHRINKAGE);
                for (int i = 0; i < rest.length; i++) {
                    int o = drawn.get(i).get(c);
                    sums[o] += rest[i] + figure[c][o];
                    counts[o]++;
                }
                for (int i = 0; i < rest.length; i++) {
                    int o = drawn.get(i).get(c);
                    rest[i] += figure[c][o] - sums[o] / counts[o];
                }
                for (int o = 0; o < sums.length; o++) {
                    figure[c][o] = sums[o] / counts[o];
                }
            }
        }
        means[limit] = mean;
        figures[limit] = figure;
    }

    private double[][] zeros() {
        return relaxation.choices().stream().map(c -> new double[c.size()]).toArray(double[][]::new);
    }
}
