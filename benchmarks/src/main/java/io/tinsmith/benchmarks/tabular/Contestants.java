package io.tinsmith.benchmarks.tabular;

import io.tinsmith.search.SpaceOperations;
import io.tinsmith.search.Strategy;
import io.tinsmith.search.strategy.AgeingEvolutionStrategy;
import io.tinsmith.search.strategy.CompoundScalingStrategy;
import io.tinsmith.search.strategy.EvolutionStrategy;
import io.tinsmith.search.strategy.GridStrategy;
import io.tinsmith.search.strategy.HalvingStrategy;
import io.tinsmith.search.strategy.NsgaStrategy;
import io.tinsmith.search.strategy.RandomStrategy;
import io.tinsmith.search.strategy.ReinforceStrategy;
import io.tinsmith.search.strategy.SurrogateStrategy;
import java.util.ArrayList;
import java.util.List;

/**
 * The strategies that the table compares. Of evolution and ageing evolution the settings are those for so few evaluations,
 * whose rule was chosen on other seeds and other limits of MACs than are reported; the others were written while the table
 * was being trained, before any strategy ran on it.
 */
final class Contestants {
    static final String RANDOM = "random";
    static final String HALVING = "halving over ";

    /** What the settings are for: trainings after which strategies are compared. */
    private static final int EVALUATIONS = 32;

    private static final SpaceOperations<List<Integer>> SPACE = new TabularOperations();

    private Contestants() {}

    /** Best accuracy after each evaluation. */
    @FunctionalInterface
    interface Run {
        double[] of(TabularRun table, int evaluations, long seed);
    }

    /** A strategy and how to run it. */
    record Contestant(String name, Run run) {}

    static List<Contestant> all() {
        List<Contestant> all = new ArrayList<>();
        all.add(of(RANDOM, seed -> new RandomStrategy<>(SPACE, seed)));
        all.add(of("grid", seed -> new GridStrategy<>(SPACE, seed)));
        all.add(of("compound scaling", seed -> new CompoundScalingStrategy<>(SPACE, 4, seed)));
        all.add(of("evolution (TinyNAS)", Contestants::evolution));
        all.add(of(
                "ageing evolution",
                seed -> new AgeingEvolutionStrategy<>(
                        SPACE, AgeingEvolutionStrategy.Settings.forEvaluations(EVALUATIONS), seed)));
        all.add(of("NSGA-II", seed -> new NsgaStrategy<>(SPACE, new NsgaStrategy.Settings(12, 0.9, 0.15), seed)));
        all.add(of(
                "reinforcement",
                seed -> new ReinforceStrategy<>(SPACE, new ReinforceStrategy.Settings(4, 16, 0.03, 0.02), seed)));
        all.add(of("Gaussian process", seed -> new SurrogateStrategy<>(SPACE, seed)));
        all.add(halving(RANDOM, seed -> new RandomStrategy<>(SPACE, seed)));
        all.add(halving("evolution", Contestants::evolution));
        return all;
    }

    private static Strategy<List<Integer>> evolution(long seed) {
        return new EvolutionStrategy<>(
                SPACE,
                EvolutionStrategy.Settings.forEvaluations(
                        EVALUATIONS, SPACE.choices().size()),
                seed);
    }

    private static Contestant of(String name, Maker maker) {
        return new Contestant(name, (table, evaluations, seed) -> table.bestAfter(maker.make(seed), evaluations));
    }

    private static Contestant halving(String name, Maker maker) {
        return new Contestant(
                HALVING + name,
                (table, evaluations, seed) -> table.bestAfterHalving(
                        new HalvingStrategy<>(maker.make(seed), TableRow.EPOCHS.size(), 2), evaluations));
    }

    private interface Maker {
        Strategy<List<Integer>> make(long seed);
    }
}
