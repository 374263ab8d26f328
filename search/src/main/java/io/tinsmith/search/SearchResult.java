package io.tinsmith.search;

import java.util.List;
import java.util.stream.IntStream;

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

    /** Evaluations that fit and of which no other that fits is nowhere worse and somewhere better, in their order. */
    public List<Evaluation> front(List<Objective> objectives) {
        List<double[]> values = evaluations.stream()
                .map(e -> objectives.stream()
                        .mapToDouble(o -> o.value().applyAsDouble(e.candidate()))
                        .toArray())
                .toList();
        List<Integer> fit = IntStream.range(0, evaluations.size())
                .filter(i -> evaluations.get(i).fits())
                .boxed()
                .toList();
        return fit.stream()
                .filter(i -> fit.stream().noneMatch(j -> dominates(values.get(j), values.get(i))))
                .map(evaluations::get)
                .toList();
    }

    private static boolean dominates(double[] a, double[] b) {
        boolean better = false;
        for (int i = 0; i < a.length; i++) {
            if (a[i] < b[i]) {
                return false;
            }
            better |= a[i] > b[i];
        }
        return better;
    }

    public long fitting() {
        return evaluations.stream().filter(Evaluation::fits).count();
    }
}
