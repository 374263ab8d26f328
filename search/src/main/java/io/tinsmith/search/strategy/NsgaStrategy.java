package io.tinsmith.search.strategy;

import io.tinsmith.search.SpaceOperations;
import io.tinsmith.search.Strategy;
import io.tinsmith.search.internal.Checks;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * NSGA-II (Deb et al. 2002, doi:10.1109/4235.996017): evolves a Pareto front over all objectives of the trials, with
 * binary tournaments by front and crowding distance, and constrained domination (section VI) by limits.
 */
public final class NsgaStrategy<G> implements Strategy<G> {
    private static final int ATTEMPTS = 30;

    private final SpaceOperations<G> space;
    private final Settings settings;
    private final SplittableRandom random;
    private final Unseen<G> unseen = new Unseen<>(ATTEMPTS);
    private List<Trial<G>> population = List.of();
    private List<ParetoRank> ranks = List.of();

    /**
     * The constants of the evolution.
     *
     * @param population candidates kept, and at most proposed at once
     * @param crossoverRate probability that a child has two parents
     * @param mutationRate probability for each gene
     */
    public record Settings(int population, double crossoverRate, double mutationRate) {
        public Settings {
            Checks.range("population", population, 2, 1_000_000);
            Checks.rate("crossoverRate", crossoverRate);
            Checks.rate("mutationRate", mutationRate);
        }

        /** The paper's population and crossover rate. */
        public static Settings defaults() {
            return new Settings(100, 0.9, 0.1);
        }
    }

    public NsgaStrategy(SpaceOperations<G> space, Settings settings, long seed) {
        this.space = space;
        this.settings = settings;
        this.random = new SplittableRandom(seed);
    }

    @Override
    public List<G> propose(int most) {
        int missing = settings.population() - population.size();
        int wanted = Math.min(most, missing > 0 ? missing : settings.population());
        return unseen.draw(
                wanted, (index, attempt) -> missing > 0 || unseen.isUsedUp(attempt) ? space.sample(random) : child());
    }

    @Override
    public void tell(List<Trial<G>> trials) {
        List<Trial<G>> all = new ArrayList<>(population);
        all.addAll(trials);
        List<ParetoRank> allRanks = ParetoRank.of(all);
        List<Integer> kept = ParetoRank.order(allRanks);
        kept = kept.subList(0, Math.min(settings.population(), kept.size()));
        population = kept.stream().map(all::get).toList();
        ranks = kept.stream().map(allRanks::get).toList();
    }

    private G child() {
        G genes = parent();
        if (random.nextDouble() < settings.crossoverRate()) {
            genes = space.crossover(genes, parent(), random);
        }
        return space.mutate(genes, settings.mutationRate(), random);
    }

    private G parent() {
        int a = random.nextInt(population.size());
        int b = random.nextInt(population.size());
        return population.get(ranks.get(a).compareTo(ranks.get(b)) <= 0 ? a : b).genes();
    }
}
