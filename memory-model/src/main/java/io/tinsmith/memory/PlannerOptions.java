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
 */
public record PlannerOptions(Fusion fusion, boolean reorder, int exactNodeLimit, boolean inputByRows) {
    public PlannerOptions {
        if (exactNodeLimit < 0) {
            throw new IllegalArgumentException(
                    "The exactNodeLimit (" + exactNodeLimit + ") is negative.\nMaybe use 0 for heuristics alone.");
        }
    }

    /** For a network that will be built: all moves, both orders, exact offsets. */
    public static PlannerOptions thorough() {
        return new PlannerOptions(Fusion.IN_PLACE, true, 10_000, false);
    }

    /** For the thousands of candidates of a search; never plans less memory than {@link #thorough()} needs. */
    public static PlannerOptions quick() {
        return new PlannerOptions(Fusion.IN_PLACE, false, 0, false);
    }

    public PlannerOptions with(Fusion other) {
        return new PlannerOptions(other, reorder, exactNodeLimit, inputByRows);
    }

    /** All moves, and the input row by row where that helps. */
    public PlannerOptions withInputByRows() {
        return new PlannerOptions(Fusion.FUSED, reorder, exactNodeLimit, true);
    }
}
