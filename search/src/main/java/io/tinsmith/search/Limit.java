package io.tinsmith.search;

import java.util.function.ToDoubleFunction;

/**
 * An upper bound on something that a candidate costs.
 *
 * @param name such as {@code SRAM}; for people
 * @param unit such as {@code bytes}
 * @param most the largest value allowed
 * @param cost what is bounded; must be a pure function, and never smaller where a part of the cost is larger
 */
public record Limit(String name, String unit, double most, ToDoubleFunction<Candidate> cost) {
    public Limit {
        if (!(most > 0)) {
            throw new IllegalArgumentException("The limit of " + name + " (" + most + " " + unit
                    + ") leaves nothing.\nMaybe give a positive number.");
        }
    }
}
