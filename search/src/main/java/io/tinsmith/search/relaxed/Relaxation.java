package io.tinsmith.search.relaxed;

import io.tinsmith.search.Choice;
import java.util.List;

/**
 * A space, or the part of one, as choices that can be weighed: each is of one of its options, whatever the others are.
 *
 * @param <G> genes, with equality by value
 */
public interface Relaxation<G> {
    /** In a fixed order. */
    List<Choice> choices();

    /**
     * The member with one option of each choice. Choices that others switch off, such as a block beyond the depth, are not
     * looked at.
     *
     * @param options index of the option of each choice
     */
    G decode(List<Integer> options);
}
