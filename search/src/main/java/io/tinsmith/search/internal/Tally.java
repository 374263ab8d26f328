package io.tinsmith.search.internal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How often each value of a choice occurs, among all that fit and among the best of them. */
public final class Tally<T> {
    private static final double TAIL = 0.025;
    private static final double RARE = 0.05;

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
     * Of the values that occur, the range that holds 95 % of the best.
     *
     * @param values ascending
     */
    public List<T> range(List<T> values) {
        List<T> kept = occurring(values);
        double all = total();
        if (all == 0) {
            return kept;
        }
        int from = 0;
        int to = kept.size();
        double below = share(kept.get(from), all);
        while (below <= TAIL && from < to - 1) {
            below += share(kept.get(++from), all);
        }
        double above = share(kept.get(to - 1), all);
        while (above <= TAIL && from < to - 1) {
            above += share(kept.get(--to - 1), all);
        }
        return kept.subList(from, to);
    }

    /** Of the values that occur, those of at least 5 % of the best: for values without order. */
    public List<T> common(List<T> values) {
        List<T> kept = occurring(values);
        double all = total();
        List<T> often =
                kept.stream().filter(v -> all > 0 && share(v, all) >= RARE).toList();
        return often.isEmpty() ? kept : often;
    }

    private double total() {
        return best.values().stream().mapToInt(Integer::intValue).sum();
    }

    private double share(T value, double all) {
        return best.getOrDefault(value, 0) / all;
    }
}
