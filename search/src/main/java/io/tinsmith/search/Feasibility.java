package io.tinsmith.search;

import java.util.List;

/** Which limits a candidate breaks. */
public record Feasibility(List<Violation> violations) {
    public Feasibility {
        violations = List.copyOf(violations);
    }

    /** One limit and by how much it is broken. */
    public record Violation(String name, String unit, double value, double limit) {
        /** The part by which the value exceeds the limit: 0.5 for half as much again. */
        public double excess() {
            return value / limit - 1;
        }
    }

    public boolean fits() {
        return violations.isEmpty();
    }

    /** Sum of the relative excesses; 0 where it fits. */
    public double excess() {
        return violations.stream().mapToDouble(Violation::excess).sum();
    }
}
