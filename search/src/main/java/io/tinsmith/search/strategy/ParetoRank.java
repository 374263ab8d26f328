package io.tinsmith.search.strategy;

import io.tinsmith.search.Strategy.Trial;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Where a trial stands among others; natural order is best first.
 *
 * @param front 0 for those that none dominates, 1 for those that only front 0 dominates, and so on
 * @param crowding distance to the neighbours of the front, in the unit of each objective's range, infinite at the ends;
 *     the larger the better
 */
public record ParetoRank(int front, double crowding) implements Comparable<ParetoRank> {
    private static final Comparator<ParetoRank> ORDER =
            Comparator.comparingInt(ParetoRank::front).thenComparing(r -> -r.crowding());

    @Override
    public int compareTo(ParetoRank other) {
        return ORDER.compare(this, other);
    }

    /**
     * Constrained domination (Deb et al. 2002, definition 1): what fits dominates what does not; of two that do not fit,
     * the one that exceeds less; of two that fit, the one that is nowhere worse and somewhere better.
     */
    public static <G> boolean dominates(Trial<G> a, Trial<G> b) {
        if (a.fits() != b.fits()) {
            return a.fits();
        }
        if (!a.fits()) {
            return a.fitness() > b.fitness();
        }
        boolean better = false;
        for (int i = 0; i < a.objectives().size(); i++) {
            double x = a.objectives().get(i);
            double y = b.objectives().get(i);
            if (x < y) {
                return false;
            }
            better |= x > y;
        }
        return better;
    }

    /** Trials that fit and that no other dominates, in the order given. */
    public static <G> List<Trial<G>> nonDominated(List<Trial<G>> trials) {
        return trials.stream()
                .filter(Trial::fits)
                .filter(t -> trials.stream().noneMatch(o -> dominates(o, t)))
                .toList();
    }

    /** Ranks of trials, in their order. */
    static <G> List<ParetoRank> of(List<Trial<G>> trials) {
        int n = trials.size();
        int[] front = new int[n];
        double[] crowding = new double[n];
        List<Integer> left = new ArrayList<>(IntStream.range(0, n).boxed().toList());
        for (int f = 0; !left.isEmpty(); f++) {
            List<Integer> rest = List.copyOf(left);
            List<Integer> best = rest.stream()
                    .filter(i -> rest.stream().noneMatch(j -> dominates(trials.get(j), trials.get(i))))
                    .toList();
            crowd(trials, best, crowding);
            for (int i : best) {
                front[i] = f;
            }
            left.removeAll(best);
        }
        return IntStream.range(0, n)
                .mapToObj(i -> new ParetoRank(front[i], crowding[i]))
                .toList();
    }

    /** Indices, best first; equal ones in their order. */
    static List<Integer> order(List<ParetoRank> ranks) {
        return IntStream.range(0, ranks.size())
                .boxed()
                .sorted(Comparator.comparing(ranks::get))
                .toList();
    }

    private static <G> void crowd(List<Trial<G>> trials, List<Integer> front, double[] crowding) {
        int objectives = trials.get(front.get(0)).objectives().size();
        for (int m = 0; m < objectives; m++) {
            int objective = m;
            Integer[] sorted = front.toArray(Integer[]::new);
            Arrays.sort(
                    sorted,
                    Comparator.comparingDouble(i -> trials.get(i).objectives().get(objective)));
            double least = trials.get(sorted[0]).objectives().get(m);
            double range = trials.get(sorted[sorted.length - 1]).objectives().get(m) - least;
            crowding[sorted[0]] = Double.POSITIVE_INFINITY;
            crowding[sorted[sorted.length - 1]] = Double.POSITIVE_INFINITY;
            for (int i = 1; i < sorted.length - 1 && range > 0; i++) {
                double gap = trials.get(sorted[i + 1]).objectives().get(m)
                        - trials.get(sorted[i - 1]).objectives().get(m);
                crowding[sorted[i]] += gap / range;
            }
        }
    }
}
