package io.tinsmith.search;

import java.util.List;

/**
 * What a search found.
 *
 * @param finalists the best that fit and differ from each other, best first; empty where nothing fits
 * @param evaluations every candidate looked at, in order
 */
public record SearchResult(List<Evaluation> finalists, List<Evaluation> evaluations) {
    public SearchResult {
        finalists = List.copyOf(finalists);
        evaluations = List.copyOf(evaluations);
    }

    public long fitting() {
        return evaluations.stream().filter(Evaluation::fits).count();
    }
}
