package io.tinsmith.search.strategy;

import io.tinsmith.search.SpaceOperations;
import io.tinsmith.search.Strategy;
import io.tinsmith.search.internal.Checks;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Elitist evolution with the settings of TinyNAS (Lin et al. 2020, arXiv:2007.10319, section 3.1): a generation is half
 * mutations and half crossovers of the best {@code parents} of the population. Candidates that do not fit rank below all
 * that do, by how much they exceed the limits, so that the search finds its way back.
 */
public final class EvolutionStrategy<G> implements Strategy<G> {
    private static final int ATTEMPTS = 30;
    // Of two, crossover and mutation soon find nothing new.
    private static final int LEAST_PARENTS = 4;

    private final SpaceOperations<G> space;
    private final Settings settings;
    private final SplittableRandom random;
    private final Unseen<G> unseen = new Unseen<>(ATTEMPTS);
    private List<Trial<G>> population = new ArrayList<>();

    /**
     * The constants of the evolution.
     *
     * @param population candidates kept, and candidates of a generation
     * @param parents of these the best, which have children
     * @param mutationRate probability for each gene
     */
    public record Settings(int population, int parents, double mutationRate) {
        public Settings {
            Checks.range("population", population, 2, 1_000_000);
            Checks.range("parents", parents, 1, population);
            Checks.rate("mutationRate", mutationRate);
        }

        public static Settings defaults() {
            return new Settings(100, 20, 0.1);
        }

        /**
         * For a search of so many evaluations: a quarter of them, at most the default population, are drawn at random, so that
         * most have parents. One gene of a short vector changes, as Muehlenbein (1992) found best for hill climbing.
         *
         * @param choices length of the vector of genes
         */
        public static Settings forEvaluations(int evaluations, int choices) {
            Checks.range("evaluations", evaluations, 1, 1_000_000_000);
            Checks.range("choices", choices, 1, 1_000_000);
            Settings usual = defaults();
            int population = Math.max(LEAST_PARENTS, Math.min(usual.population, evaluations / 4));
            int parents = Math.max(LEAST_PARENTS, population * usual.parents / usual.population);
            return new Settings(population, parents, Math.max(usual.mutationRate, 1.0 / choices));
        }
    }

    public EvolutionStrategy(SpaceOperations<G> space, Settings settings, long seed) {
        this.space = space;
        this.settings = settings;
        this.random = new SplittableRandom(seed);
    }

    @Override
    public List<G> propose(int most) {
        return unseen.draw(Math.min(most, settings.population()), this::next);
    }

    @Override
    public void tell(List<Trial<G>> trials) {
        population.addAll(trials);
        population.sort(Trial.bestFirst());
        population = new ArrayList<>(population.subList(0, Math.min(settings.population(), population.size())));
    }

    private G next(int index, int attempt) {
        if (population.size() < settings.population() || unseen.isUsedUp(attempt)) {
            return space.sample(random);
        }
        return index % 2 == 0
                ? space.mutate(parent(), settings.mutationRate(), random)
                : space.crossover(parent(), parent(), random);
    }

    private G parent() {
        return population
                .get(random.nextInt(Math.min(settings.parents(), population.size())))
                .genes();
    }
}
