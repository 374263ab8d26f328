package io.tinsmith.search;

import java.util.List;
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

    /**
     * The space as a vector of categorical choices, always of the same length. Genes that others switch off, such as the
     * kernel of a block beyond the depth, are part of it.
     */
    List<Choice> choices();

    /** Indices into {@link #choices} of a candidate; 0 for genes that are switched off. */
    List<Integer> toChoices(G genes);

    /**
     * The candidate of a vector; genes that are switched off are not looked at, so that different vectors may give equal
     * candidates. {@code fromChoices(toChoices(g))} equals {@code g}.
     *
     * @throws IllegalArgumentException if the vector is too long or too short, or an index is out of range
     */
    G fromChoices(List<Integer> indices);
}
