package io.tinsmith.search.strategy;

import io.tinsmith.search.Choice;
import io.tinsmith.search.SpaceOperations;
import io.tinsmith.search.Strategy;
import io.tinsmith.search.internal.Checks;
import io.tinsmith.search.internal.Controller;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Reinforcement learning (Zoph and Le 2017, arXiv:1611.01578): a recurrent network, the controller, chooses gene after
 * gene, and learns by REINFORCE (Williams 1992, doi:10.1007/BF00992696) with a moving mean of the rewards as baseline.
 * Rewards are measured in standard deviations of those seen, so that settings do not depend on the unit of the fitness.
 * A candidate that does not fit is worth less than the worst that fits, by how much it exceeds the limits.
 */
public final class ReinforceStrategy<G> implements Strategy<G> {
    private static final int ATTEMPTS = 30;

    private final SpaceOperations<G> space;
    private final Settings settings;
    private final SplittableRandom random;
    private final Controller controller;
    private final Set<G> seen = new HashSet<>();
    private final Map<G, int[]> chosen = new HashMap<>();
    private double worstFitting = Double.POSITIVE_INFINITY;
    private double baseline = Double.NaN;
    private double variance;

    /**
     * The constants of learning.
     *
     * @param batch most candidates before results are told
     * @param hidden units of the controller
     * @param learningRate of Adam
     * @param entropy weight of the choices' entropy in the objective, which keeps the controller from settling early; at
     *     least 0
     */
    public record Settings(int batch, int hidden, double learningRate, double entropy) {
        public Settings {
            Checks.range("batch", batch, 1, 1_000_000);
            Checks.range("hidden", hidden, 1, 1024);
            Checks.rate("learningRate", learningRate);
            if (!(entropy >= 0)) {
                throw new IllegalArgumentException("The entropy (" + entropy + ") is below 0.\nMaybe use 0.01.");
            }
        }

        public static Settings defaults() {
            return new Settings(20, 24, 0.02, 0.02);
        }
    }

    public ReinforceStrategy(SpaceOperations<G> space, Settings settings, long seed) {
        this.space = space;
        this.settings = settings;
        this.random = new SplittableRandom(seed);
        this.controller = new Controller(
                space.choices().stream().mapToInt(Choice::size).toArray(), settings.hidden(), random.split());
    }

    @Override
    public List<G> propose(int most) {
        List<G> proposed = new ArrayList<>();
        int wanted = Math.min(most, settings.batch());
        for (int attempt = 0; proposed.size() < wanted && attempt < ATTEMPTS; attempt++) {
            // A controller that has settled proposes what it did before; a change or a fresh sample leads out of it.
            int[] vector = controller.sample(random);
            G genes = space.fromChoices(boxed(vector));
            if (attempt > ATTEMPTS / 3) {
                genes = attempt > 2 * ATTEMPTS / 3 ? space.sample(random) : space.mutate(genes, 0.2, random);
                vector = space.toChoices(genes).stream().mapToInt(i -> i).toArray();
            }
            if (seen.add(genes)) {
                proposed.add(genes);
                chosen.put(genes, vector);
                attempt = -1;
            }
        }
        return proposed;
    }

    @Override
    public void tell(List<Trial<G>> trials) {
        trials.stream().filter(Trial::fits).forEach(t -> worstFitting = Math.min(worstFitting, t.fitness()));
        List<int[]> vectors = new ArrayList<>();
        List<Double> advantages = new ArrayList<>();
        for (Trial<G> trial : trials) {
            double reward = reward(trial);
            if (Double.isNaN(baseline)) {
                baseline = reward;
            }
            double advantage = reward - baseline;
            // A memory of about 20 trials for the mean, 100 for the spread.
            baseline += 0.05 * advantage;
            variance = variance == 0 ? advantage * advantage : variance + 0.01 * (advantage * advantage - variance);
            int[] vector = chosen.remove(trial.genes());
            if (vector != null && variance > 0) {
                vectors.add(vector);
                advantages.add(Math.max(-3, Math.min(3, advantage / Math.sqrt(variance))));
            }
        }
        controller.learn(vectors, advantages, settings.learningRate(), settings.entropy());
    }

    private double reward(Trial<G> trial) {
        if (trial.fits()) {
            return trial.fitness();
        }
        double floor = worstFitting == Double.POSITIVE_INFINITY ? 0 : worstFitting - Math.sqrt(variance);
        return floor + Math.max(-1, Math.min(0, trial.fitness())) * Math.max(Math.sqrt(variance), 1e-3);
    }

    private static List<Integer> boxed(int[] vector) {
        List<Integer> list = new ArrayList<>();
        for (int v : vector) {
            list.add(v);
        }
        return list;
    }
}
