package io.tinsmith.search;

/** Told how a search goes, in the thread that runs it. */
@FunctionalInterface
public interface SearchProgress {
    /**
     * After each batch.
     *
     * @param bestScore of those that fit; NaN while there are none
     */
    void evaluated(int done, int total, double bestScore);
}
