package io.tinsmith.search;

import java.util.Comparator;
import java.util.List;

/**
 * Proposes candidates and is told how good they were. It knows no network and no board: candidates are genes of any
 * type, handled through {@link SpaceOperations}. Everything random comes from a seed given to the constructor; it is
 * called from one thread.
 *
 * @param <G> genes, with equality by value
 */
public interface Strategy<G> {
    /**
     * The next candidates, none of them proposed before.
     *
     * @param most at least 1
     * @return at most {@code most}; empty when the strategy finds nothing new
     */
    List<G> propose(int most);

    /** Results of the last proposal, in its order. */
    void tell(List<Trial<G>> trials);

    /**
     * A candidate that was tried.
     *
     * @param fits keeps all limits
     * @param fitness larger is better; only to be compared between trials of equal {@code fits}
     */
    record Trial<G>(G genes, boolean fits, double fitness) {
        /** Best first; equal ones compare as 0. */
        public static <G> Comparator<Trial<G>> bestFirst() {
            return Comparator.comparing((Trial<G> t) -> !t.fits()).thenComparing(t -> -t.fitness());
        }
    }
}
