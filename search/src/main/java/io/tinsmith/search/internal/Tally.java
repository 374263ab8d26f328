package io.tinsmith.search.internal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How often each value of a choice occurs, among all that fit and among the best of them. */
public final class Tally<T> {
    /** Of the share that chance gives each value. */
    private static final double RARE = 0.5;

    private final Map<T, Integer> fitting = new HashMap<>();
    private final Map<T, Integer> best = new HashMap<>();

    public void add(T value, boolean isBest) {
        fitting.merge(value, 1, Integer::sum);
        if (isBest) {
            best.merge(value, 1, Integer::sum);
        }
    }

    /** The values that occur, in their order; all of them where none does. */
    public List<T> occurring(List<T> values) {
        List<T> kept = values.stream().filter(fitting::containsKey).toList();
        return kept.isEmpty() ? values : kept;
    }

    /**
     * Of the values that occur, those from the least to the greatest that the best have at least half as often as chance
     * would.
     *
     * @param values ascending
     */
    public List<T> range(List<T> values) {
        List<T> kept = occurring(values);
        double all = total();
        if (all == 0) {
            return kept;
        }
        double rare = RARE / values.size();
        int from = 0;
        int to = kept.size();
        while (from < to - 1 && share(kept.get(from), all) < rare) {
            from++;
        }
        while (from < to - 1 && share(kept.get(to - 1), all) < rare) {
            to--;
        }
        return kept.subList(from, to);
    }

    /** Of the values that occur, those that the best have at least half as often as chance would: for values without order. */
    public List<T> common(List<T> values) {
        List<T> kept = occurring(values);
        double all = total();
        List<T> often = kept.stream()
                .filter(v -> all > 0 && share(v, all) >= RARE / values.size())
                .toList();
        return often.isEmpty() ? kept : often;
    }

    private double total() {
        return best.values().stream().mapToInt(Integer::intValue).sum();
    }

    private double share(T value, double all) {
        return best.getOrDefault(value, 0) / all;
    }
}
