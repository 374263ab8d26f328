package io.tinsmith.memory;

/**
 * What the planner may do and how hard it tries.
 *
 * @param fusion which moves it may take
 * @param reorder ops may run in another order than the graph's, where that needs less memory
 * @param exactNodeLimit nodes of the exact offset search, visited only where the heuristics miss the lower bound; 0 for
 *     heuristics alone
 */
public record PlannerOptions(Fusion fusion, boolean reorder, int exactNodeLimit) {
    public PlannerOptions {
        if (exactNodeLimit < 0) {
            throw new IllegalArgumentException(
                    "The exactNodeLimit (" + exactNodeLimit + ") is negative.\nMaybe use 0 for heuristics alone.");
        }
    }

    /** For a network that will be built: all moves, both orders, exact offsets. */
    public static PlannerOptions thorough() {
        return new PlannerOptions(Fusion.IN_PLACE, true, 10_000);
    }

    /** For the thousands of candidates of a search; never plans less memory than {@link #thorough()} needs. */
    public static PlannerOptions quick() {
        return new PlannerOptions(Fusion.IN_PLACE, false, 0);
    }

    public PlannerOptions with(Fusion other) {
        return new PlannerOptions(other, reorder, exactNodeLimit);
    }
}
