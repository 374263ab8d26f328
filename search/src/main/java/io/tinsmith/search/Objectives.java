package io.tinsmith.search;

import java.util.function.ToDoubleFunction;

/** What a search maximises before anything is trained. */
public final class Objectives {
    private Objectives() {}

    /**
     * Capacity: {@code log2(MACs) + log2(parameters) / 2 + log2(1 + blocks) / 2}. A proxy, not an accuracy: within a
     * space, networks that compute more tend to be more accurate (TinyNAS, arXiv:2007.10319, figure 3); the other two
     * terms keep the MACs from being spent on a few wide, shallow layers. The race of the finalists decides.
     */
    public static ToDoubleFunction<Candidate> capacity() {
        return c -> log2(c.cost().macs())
                + 0.5 * log2(c.cost().parameters())
                + 0.5 * log2(1 + c.architecture().blocks().size());
    }

    private static double log2(long value) {
        return Math.log(Math.max(1.0, (double) value)) / Math.log(2);
    }
}
