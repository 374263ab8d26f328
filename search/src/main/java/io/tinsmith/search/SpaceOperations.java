package io.tinsmith.search;

import java.util.SplittableRandom;

/**
 * What a strategy may do with candidates; all that it knows of them.
 *
 * @param <G> genes, with equality by value
 */
public interface SpaceOperations<G> {
    G sample(SplittableRandom random);

    /** A copy in which each gene was drawn anew with probability {@code rate}; it may come out equal. */
    G mutate(G parent, double rate, SplittableRandom random);

    /** Each gene from either parent. */
    G crossover(G a, G b, SplittableRandom random);
}
