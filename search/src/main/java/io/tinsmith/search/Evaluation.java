package io.tinsmith.search;

/**
 * A candidate that a search looked at.
 *
 * @param score the objective's value, whether it fits or not
 */
public record Evaluation(Candidate candidate, Feasibility feasibility, double score) {
    public boolean fits() {
        return feasibility.fits();
    }
}
