package io.tinsmith.search;

import java.util.Comparator;
import java.util.List;

/**
 * Proposes candidates and is told how good they were. It knows no network and no board: candidates are genes of any
 * type, handled through {@link SpaceOperations}. Everything random comes from a seed given to the constructor; it is
 * called from one thread. A strategy that is told the same results for the same proposals proposes the same again, so
 * that a stopped search is resumed by telling it what it was told.
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
     * @param fitness larger is better; only to be compared between trials of equal {@code fits}. Of one that does not
     *     fit, less the sum of the relative excesses.
     * @param objectives what is weighed against each other, each the larger the better, as many in every trial of a
     *     search; for strategies with one objective only {@code fitness} counts
     */
    record Trial<G>(G genes, boolean fits, double fitness, List<Double> objectives) {
        public Trial {
            objectives = List.copyOf(objectives);
        }

        /** With one objective. */
        public Trial(G genes, boolean fits, double fitness) {
            this(genes, fits, fitness, List.of(fitness));
        }

        /** Best first; equal ones compare as 0. */
        public static <G> Comparator<Trial<G>> bestFirst() {
            return Comparator.comparing((Trial<G> t) -> !t.fits()).thenComparing(t -> -t.fitness());
        }
    }
}
