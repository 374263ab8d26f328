package io.tinsmith.search.strategy;

import io.tinsmith.search.SpaceOperations;
import io.tinsmith.search.Strategy;

/** The strategies by name, each with its default settings. */
public enum StrategyKind {
    EVOLUTION("elitist evolution as in TinyNAS") {
        @Override
        public <G> Strategy<G> create(SpaceOperations<G> space, long seed) {
            return new EvolutionStrategy<>(space, EvolutionStrategy.Settings.defaults(), seed);
        }
    },
    AGEING("regularized evolution: the oldest dies") {
        @Override
        public <G> Strategy<G> create(SpaceOperations<G> space, long seed) {
            return new AgeingEvolutionStrategy<>(space, AgeingEvolutionStrategy.Settings.defaults(), seed);
        }
    },
    NSGA2("evolution of a Pareto front over all --objectives") {
        @Override
        public <G> Strategy<G> create(SpaceOperations<G> space, long seed) {
            return new NsgaStrategy<>(space, NsgaStrategy.Settings.defaults(), seed);
        }
    },
    REINFORCE("reinforcement learning with a recurrent controller") {
        @Override
        public <G> Strategy<G> create(SpaceOperations<G> space, long seed) {
            return new ReinforceStrategy<>(space, ReinforceStrategy.Settings.defaults(), seed);
        }
    },
    COMPOUND("compound scaling of depth, width and resolution") {
        @Override
        public <G> Strategy<G> create(SpaceOperations<G> space, long seed) {
            return new CompoundScalingStrategy<>(space, 4, seed);
        }
    },
    GRID("grid search, coarse to fine") {
        @Override
        public <G> Strategy<G> create(SpaceOperations<G> space, long seed) {
            return new GridStrategy<>(space, seed);
        }
    },
    RANDOM("random search") {
        @Override
        public <G> Strategy<G> create(SpaceOperations<G> space, long seed) {
            return new RandomStrategy<>(space, seed);
        }
    };

    private final String description;

    StrategyKind(String description) {
        this.description = description;
    }

    /** For people, such as {@code random search}. */
    public String description() {
        return description;
    }

    /** A strategy at its start. */
    public abstract <G> Strategy<G> create(SpaceOperations<G> space, long seed);
}
