package io.tinsmith.search;

import io.tinsmith.memory.MemoryBudget;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Limits that a candidate must keep, all of them. */
public record Constraints(List<Limit> limits) {
    /** Names of the two limits of {@link #of}. */
    public static final String SRAM = "SRAM";

    public static final String FLASH = "flash";

    public Constraints {
        limits = List.copyOf(limits);
    }

    /** SRAM and flash of the whole program. */
    public static Constraints of(MemoryBudget budget) {
        return new Constraints(List.of(
                new Limit(SRAM, "bytes", budget.sramBytes(), c -> c.cost().sramBytes()),
                new Limit(FLASH, "bytes", budget.flashBytes(), c -> c.cost().flashBytes())));
    }

    /** A bound on the multiply-accumulates of the network. */
    public Constraints withMaxMacs(long most) {
        return with("MACs", "MACs", (double) most, c -> c.cost().macs());
    }

    /** A bound on the estimated cycles of one inference. */
    public Constraints withMaxCycles(long most) {
        return with(
                "latency",
                "cycles (estimate)",
                (double) most,
                c -> c.cost().runTime().cycles());
    }

    /** Another bound, such as the time that training takes. */
    public Constraints with(String name, String unit, double most, ToDoubleFunction<Candidate> cost) {
        List<Limit> more = new ArrayList<>(limits);
        more.add(new Limit(name, unit, most, cost));
        return new Constraints(more);
    }

    public Feasibility check(Candidate candidate) {
        List<Feasibility.Violation> violations = new ArrayList<>();
        for (Limit limit : limits) {
            double value = limit.cost().applyAsDouble(candidate);
            if (value > limit.most()) {
                violations.add(new Feasibility.Violation(limit.name(), limit.unit(), value, limit.most()));
            }
        }
        return new Feasibility(violations);
    }
}
