package io.tinsmith.search;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The member of a family that comes closest to the limits: what to say where nothing fits.
 *
 * @param feasibility the limits that even this one breaks; none, where it fits
 */
public record LeastBudget(Candidate candidate, Feasibility feasibility) {
    /**
     * Looks at the smallest member of each space. Every cost of inverted residuals grows with depth, width, kernel,
     * expansion and resolution, so that no member needs less; of other kinds the least is an estimate.
     *
     * @param costs best with the thorough planner
     */
    public static LeastBudget of(List<? extends NetworkSpace<?>> spaces, Constraints constraints, CostModel costs) {
        return spaces.stream()
                .map(LeastBudget::smallest)
                .map(a -> new Candidate(a, costs.of(a)))
                .map(c -> new LeastBudget(c, constraints.check(c)))
                .min(Comparator.comparingDouble(
                                (LeastBudget l) -> l.feasibility().excess())
                        .thenComparingLong(l -> l.candidate().cost().sramBytes())
                        .thenComparingLong(l -> l.candidate().cost().flashBytes()))
                .orElseThrow(() -> new IllegalArgumentException("There are no search spaces to look at."));
    }

    private static <G> Network smallest(NetworkSpace<G> space) {
        return space.decode(space.smallest());
    }

    /** Such as {@code SRAM 5,120 bytes (limit 2,000), flash 31,000 bytes (limit 30,000)}: the least that would do. */
    public String text() {
        return feasibility.violations().stream()
                .map(v -> String.format(
                        Locale.ROOT, "%s %,d %s (limit %,d)", v.name(), (long) Math.ceil(v.value()), v.unit(), (long)
                                v.limit()))
                .collect(Collectors.joining(", "));
    }
}
