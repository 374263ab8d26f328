package io.tinsmith.cli.design;

import io.tinsmith.cli.supernet.Supernets;
import io.tinsmith.search.NetworkFamilies;
import io.tinsmith.search.NetworkFamily;
import io.tinsmith.search.trellis.Task;
import java.util.Locale;

/** What tells the finalists from the other candidates that fit. */
public enum CandidateAccuracy {
    /** The first of the objectives, which needs no training. */
    PROXY(4),
    /** Of the best by it, the accuracy with the shared weights of a supernet. */
    SUPERNET(SupernetStage.CANDIDATES);

    private final int searched;

    CandidateAccuracy(int searched) {
        this.searched = searched;
    }

    /** How many candidates the search by the proxy hands on. */
    int searched() {
        return searched;
    }

    /**
     * Rejects spaces and strategies that it cannot be had for.
     *
     * @throws IllegalArgumentException saying what to use instead
     */
    public void requireSupported(NetworkFamily family, DesignStrategy strategy) {
        if (this == PROXY) {
            return;
        }
        if (strategy.trains()) {
            throw new IllegalArgumentException(
                    "The --strategy (" + strategy.name().toLowerCase(Locale.ROOT)
                            + ") trains what it looks at and leaves one finalist, so that a supernet has nothing to rank.\n"
                            + "Maybe use it without --accuracy, or another one, such as evolution.");
        }
        if (!Supernets.areFor(family)) {
            String able = String.join(
                    ", ",
                    NetworkFamilies.builtinNames().stream()
                            .filter(name -> Supernets.areFor(NetworkFamilies.builtin(name)))
                            .toList());
            throw new IllegalArgumentException("The --accuracy (supernet) is had by weights that chains of inverted"
                    + " residuals with ReLU6 share, and the space (" + family.name() + ") has other networks.\n"
                    + "Maybe use " + (family.task() == Task.PIXELS ? "" : "one of " + able + ", or ")
                    + "--accuracy proxy; --strategy asha trains candidates of any"
                    + " space.");
        }
    }
}
