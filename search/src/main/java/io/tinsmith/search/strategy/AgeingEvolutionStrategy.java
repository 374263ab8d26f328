package io.tinsmith.search.strategy;

import io.tinsmith.search.SpaceOperations;
import io.tinsmith.search.Strategy;
import io.tinsmith.search.internal.Checks;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Regularized evolution (Real et al. 2019, arXiv:1802.01548, algorithm 1): of a random sample of the population the best
 * has a child with one gene changed, and the oldest of the population dies, however good it was. Candidates that do not
 * fit lose against all that do.
 */
public final class AgeingEvolutionStrategy<G> implements Strategy<G> {
    private static final int ATTEMPTS = 30;
    private static final int LEAST = 4;
    private static final int LEAST_SAMPLE = 8;

    private final SpaceOperations<G> space;
    private final Vectors<G> vectors;
    private final Settings settings;
    private final SplittableRandom random;
    private final Unseen<G> unseen = new Unseen<>(ATTEMPTS);
    private final ArrayDeque<Trial<G>> population = new ArrayDeque<>();

    /**
     * The constants of the evolution.
     *
     * @param population candidates alive
     * @param sample of these compete to have the next child
     * @param batch most children before results are told, as many as the paper's workers
     */
    public record Settings(int population, int sample, int batch) {
        public Settings {
            Checks.range("population", population, 2, 1_000_000);
            Checks.range("sample", sample, 1, population);
            Checks.range("batch", batch, 1, 1_000_000);
        }

        /** The paper's population and sample. */
        public static Settings defaults() {
            return new Settings(100, 25, 20);
        }

        /**
         * For a search of so many evaluations: a quarter of them, at most the paper's population, are drawn at random. Few
         * generations need a strong selection, so the sample does not become as small as the population.
         */
        public static Settings forEvaluations(int evaluations) {
            Checks.range("evaluations", evaluations, 1, 1_000_000_000);
            Settings usual = defaults();
            int population = Math.max(LEAST, Math.min(usual.population, evaluations / 4));
            int sample = Math.max(Math.min(LEAST_SAMPLE, population), population * usual.sample / usual.population);
            int batch = Math.max(LEAST, population * usual.batch / usual.population);
            return new Settings(population, sample, batch);
        }
    }

    public AgeingEvolutionStrategy(SpaceOperations<G> space, Settings settings, long seed) {
        this.space = space;
        this.vectors = new Vectors<>(space);
        this.settings = settings;
        this.random = new SplittableRandom(seed);
    }

    @Override
    public List<G> propose(int most) {
        int missing = settings.population() - population.size();
        int wanted = Math.min(most, missing > 0 ? missing : settings.batch());
        List<Trial<G>> alive = List.copyOf(population);
        return unseen.draw(
                wanted,
                (index, attempt) -> missing > 0 || unseen.isUsedUp(attempt)
                        ? space.sample(random)
                        : vectors.neighbour(parent(alive), random));
    }

    @Override
    public void tell(List<Trial<G>> trials) {
        for (Trial<G> trial : trials) {
            population.addLast(trial);
            if (population.size() > settings.population()) {
                population.removeFirst();
            }
        }
    }

    /** The best of a sample drawn with replacement. */
    private G parent(List<Trial<G>> alive) {
        Comparator<Trial<G>> order = Trial.bestFirst();
        Trial<G> best = alive.get(random.nextInt(alive.size()));
        for (int i = 1; i < settings.sample(); i++) {
            Trial<G> other = alive.get(random.nextInt(alive.size()));
            best = order.compare(other, best) < 0 ? other : best;
        }
        return best.genes();
    }
}
