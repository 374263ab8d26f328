package io.tinsmith.search.strategy;

import io.tinsmith.search.SpaceOperations;
import io.tinsmith.search.Strategy;
import io.tinsmith.search.predict.Features;
import io.tinsmith.search.predict.GaussianProcess;
import io.tinsmith.search.predict.Predictor;
import io.tinsmith.search.predict.Predictor.Prediction;
import io.tinsmith.search.predict.RidgeRegression;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Search by a predictor, as in BANANAS (White et al. 2021, arXiv:1910.11858) with a Gaussian process: of many neighbours of
 * the best candidates and fresh samples, those are proposed whose predicted fitness and uncertainty together promise most
 * (upper confidence bound; Srinivas et al. 2010, arXiv:0912.3995). For fitness that is dear, such as that of training.
 *
 * <p>Fitness is learned from candidates that fit alone, as soon as there are enough; whether a candidate fits, from all, and
 * those that are not expected to come last (as in constrained Bayesian optimization; Gardner et al. 2014).
 */
public final class SurrogateStrategy<G> implements Strategy<G> {
    private static final int INITIAL = 10;
    private static final int BATCH = 20;
    private static final int POOL = 300;
    private static final int PARENTS = 8;
    /** The predictor learns from so many of the best trials, and of the latest ones. */
    private static final int REMEMBERED = 100;
    /** Whether candidates fit is learned from so many of the latest. */
    private static final int MOST_FOR_LIMITS = 400;
    /** Deviations that uncertainty is worth. */
    private static final double CURIOSITY = 1;

    private final SpaceOperations<G> space;
    private final Vectors<G> vectors;
    private final Features<G> features;
    private final SplittableRandom random;
    private final Set<G> seen = new HashSet<>();
    private final List<Trial<G>> trials = new ArrayList<>();
    private Optional<GaussianProcess.Kernel> kernel = Optional.empty();
    private int kernelFrom;

    public SurrogateStrategy(SpaceOperations<G> space, long seed) {
        this.space = space;
        this.vectors = new Vectors<>(space);
        this.features = new Features<>(space);
        this.random = new SplittableRandom(seed);
    }

    @Override
    public List<G> propose(int most) {
        List<G> pool = new ArrayList<>(pool());
        int wanted = Math.min(most, BATCH);
        if (trials.size() >= INITIAL) {
            sort(pool);
        } else {
            wanted = Math.min(wanted, INITIAL - trials.size());
        }
        List<G> proposed = List.copyOf(pool.subList(0, Math.min(wanted, pool.size())));
        seen.addAll(proposed);
        return proposed;
    }

    /** What promises most first. */
    private void sort(List<G> pool) {
        List<Trial<G>> fitting = trials.stream().filter(Trial::fits).toList();
        boolean apart = fitting.size() >= INITIAL && fitting.size() < trials.size();
        GaussianProcess process = apart ? learn(fitting) : learn(trials);
        Optional<Predictor> feasibility = apart ? Optional.of(feasibility()) : Optional.empty();
        Map<G, Double> promise = new HashMap<>();
        Set<G> doubtful = new HashSet<>();
        for (G genes : pool) {
            double[] at = features.of(genes);
            Prediction p = process.predict(at);
            promise.put(genes, p.mean() + CURIOSITY * p.deviation());
            if (feasibility.isPresent() && feasibility.get().predict(at).mean() < 0.5) {
                doubtful.add(genes);
            }
        }
        pool.sort(Comparator.<G, Boolean>comparing(doubtful::contains)
                .thenComparingDouble(genes -> -promise.getOrDefault(genes, 0.0)));
    }

    /** 1 for what fits, 0 for what does not. */
    private Predictor feasibility() {
        List<Trial<G>> latest = trials.subList(Math.max(0, trials.size() - MOST_FOR_LIMITS), trials.size());
        double[][] x = latest.stream().map(t -> features.of(t.genes())).toArray(double[][]::new);
        double[] y = latest.stream().mapToDouble(t -> t.fits() ? 1 : 0).toArray();
        return RidgeRegression.learn(x, y);
    }

    @Override
    public void tell(List<Trial<G>> told) {
        trials.addAll(told);
    }

    /** Samples, then neighbours of the best; none proposed before. */
    private Set<G> pool() {
        Set<G> pool = new LinkedHashSet<>();
        List<Trial<G>> best =
                trials.stream().sorted(Trial.bestFirst()).limit(PARENTS).toList();
        for (int i = 0; i < POOL; i++) {
            boolean fresh = best.isEmpty() || i % 2 == 0;
            G genes = fresh
                    ? space.sample(random)
                    : vectors.neighbour(best.get(random.nextInt(best.size())).genes(), random);
            if (!seen.contains(genes)) {
                pool.add(genes);
            }
        }
        return pool;
    }

    private GaussianProcess learn(List<Trial<G>> from) {
        Set<Trial<G>> known = new LinkedHashSet<>();
        from.stream().sorted(Trial.bestFirst()).limit(REMEMBERED).forEach(known::add);
        known.addAll(from.subList(Math.max(0, from.size() - REMEMBERED), from.size()));
        double worst = known.stream()
                .filter(Trial::fits)
                .mapToDouble(Trial::fitness)
                .min()
                .orElse(0);
        double best = known.stream()
                .filter(Trial::fits)
                .mapToDouble(Trial::fitness)
                .max()
                .orElse(1);
        double[][] x = known.stream().map(t -> features.of(t.genes())).toArray(double[][]::new);
        // What does not fit is worth less than all that does, by how much it exceeds.
        double[] y = known.stream()
                .mapToDouble(t ->
                        t.fits() ? t.fitness() : worst + (best - worst) * Math.max(-1, Math.min(0, t.fitness())))
                .toArray();
        if (kernel.isEmpty() || from.size() >= 1.5 * kernelFrom) {
            GaussianProcess process = GaussianProcess.learn(x, y);
            kernel = Optional.of(process.kernel());
            kernelFrom = from.size();
            return process;
        }
        return GaussianProcess.learn(x, y, kernel.get());
    }
}
