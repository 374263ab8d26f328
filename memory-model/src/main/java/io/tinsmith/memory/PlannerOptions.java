package io.tinsmith.memory;

/**
 * What the planner may do and how hard it tries.
 *
 * @param fusion which moves it may take
 * @param reorder ops may run in another order than the graph's, where that needs less memory
 * @param exactNodeLimit nodes of the exact offset search, visited only where the heuristics miss the lower bound; 0 for
 *     heuristics alone
 * @param inputByRows where that needs less memory, the graph's input may come row by row while the first stream runs
 *     (from a camera, say) and never stand in the arena whole; it then has no placement but a ring
 * @param maxOverhead MACs of the schedule, recomputation included, are at most this many times those of layer-wise
 *     execution; at least 1, which allows none
 */
public record PlannerOptions(
        Fusion fusion, boolean reorder, int exactNodeLimit, boolean inputByRows, double maxOverhead) {
    public PlannerOptions {
        if (!(maxOverhead >= 1)) {
            throw new IllegalArgumentException("The maxOverhead (" + maxOverhead
                    + ") is below 1.\nMaybe it was meant as a part: 0.3 more is 1.3.");
        }
        if (exactNodeLimit < 0) {
            throw new IllegalArgumentException(
                    "The exactNodeLimit (" + exactNodeLimit + ") is negative.\nMaybe use 0 for heuristics alone.");
        }
    }

    /** For a network that will be built: all moves, both orders, exact offsets. */
    public static PlannerOptions thorough() {
        return new PlannerOptions(Fusion.IN_PLACE, true, 10_000, false, 1);
    }

    /** For the thousands of candidates of a search; never plans less memory than {@link #thorough()} needs. */
    public static PlannerOptions quick() {
        return new PlannerOptions(Fusion.IN_PLACE, false, 0, false, 1);
    }

    public PlannerOptions with(Fusion other) {
        return new PlannerOptions(other, reorder, exactNodeLimit, inputByRows, maxOverhead);
    }

    /** All moves, and the input row by row where that helps. */
    public PlannerOptions withInputByRows() {
        return new PlannerOptions(Fusion.FUSED, reorder, exactNodeLimit, true, maxOverhead);
    }

    /** All moves, with so much recomputation; infinity for no bound. */
    public PlannerOptions withMaxOverhead(double factor) {
        return new PlannerOptions(Fusion.FUSED, reorder, exactNodeLimit, inputByRows, factor);
    }
}
