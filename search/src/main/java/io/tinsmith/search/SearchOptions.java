package io.tinsmith.search;

import io.tinsmith.search.internal.Checks;

/**
 * How long a search goes on and what it hands back.
 *
 * @param evaluations candidates to look at
 * @param finalists at most so many are handed back
 * @param leastDistance finalists are at least this {@link Network#distance} apart where the space allows
 */
public record SearchOptions(int evaluations, int finalists, double leastDistance, int threads) {
    public SearchOptions {
        Checks.range("evaluations", evaluations, 1, 100_000_000);
        Checks.range("finalists", finalists, 1, 1000);
        if (!(leastDistance >= 0 && leastDistance <= 1)) {
            throw new IllegalArgumentException(
                    "The leastDistance (" + leastDistance + ") is not between 0 and 1.\nMaybe use 0.25.");
        }
    }

    public static SearchOptions defaults(int threads) {
        return new SearchOptions(5_000, 6, 0.25, threads);
    }
}
