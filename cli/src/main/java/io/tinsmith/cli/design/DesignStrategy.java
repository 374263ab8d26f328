package io.tinsmith.cli.design;

import io.tinsmith.search.NetworkFamilies;
import io.tinsmith.search.NetworkFamily;
import io.tinsmith.search.SpaceFamily;
import io.tinsmith.search.strategy.StrategyKind;
import io.tinsmith.search.trellis.Task;
import io.tinsmith.training.relaxed.RelaxationMethod;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How {@code design} searches: by proposing candidates that a proxy judges, by short trainings, or by gradients through a
 * network of all candidates.
 */
public enum DesignStrategy {
    EVOLUTION(StrategyKind.EVOLUTION),
    AGEING(StrategyKind.AGEING),
    NSGA2(StrategyKind.NSGA2),
    REINFORCE(StrategyKind.REINFORCE),
    ASHA,
    DARTS(RelaxationMethod.DARTS),
    PROXYLESS(RelaxationMethod.PROXYLESS),
    COMPOUND(StrategyKind.COMPOUND),
    GRID(StrategyKind.GRID),
    RANDOM(StrategyKind.RANDOM);

    private final @Nullable StrategyKind proposing;
    private final @Nullable RelaxationMethod relaxing;

    DesignStrategy() {
        proposing = null;
        relaxing = null;
    }

    DesignStrategy(StrategyKind kind) {
        proposing = kind;
        relaxing = null;
    }

    DesignStrategy(RelaxationMethod method) {
        proposing = null;
        relaxing = method;
    }

    /**
     * Rejects spaces that the strategy cannot search.
     *
     * @throws IllegalArgumentException naming those that it can
     */
    public void requireSupported(NetworkFamily family) {
        if (relaxing != null && !(family instanceof SpaceFamily)) {
            List<String> able = NetworkFamilies.builtinNames().stream()
                    .filter(name -> NetworkFamilies.builtin(name) instanceof SpaceFamily)
                    .toList();
            throw new IllegalArgumentException("The strategy (" + name().toLowerCase(Locale.ROOT)
                    + ") searches chains of blocks, and the space (" + family.name() + ") is of another kind.\n"
                    + "Maybe use "
                    + (family.task() == Task.PIXELS ? "" : "one of " + String.join(", ", able) + ", or ")
                    + "another --strategy.");
        }
    }

    /** Whether the search trains, so that it has the time of the race too and leaves one finalist. */
    public boolean trains() {
        return proposing == null;
    }

    /** The strategy that proposes candidates to a proxy; empty for those that train. */
    public Optional<StrategyKind> proposing() {
        return Optional.ofNullable(proposing);
    }

    /** The method of a differentiable search; empty for all other strategies. */
    public Optional<RelaxationMethod> relaxing() {
        return Optional.ofNullable(relaxing);
    }
}
