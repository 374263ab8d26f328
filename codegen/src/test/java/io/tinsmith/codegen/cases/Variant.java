package io.tinsmith.codegen.cases;

import io.tinsmith.codegen.internal.WeightOrder;
import io.tinsmith.graph.Rounding;

/**
 * How cases are lowered and laid out; each variant has cases of its own.
 *
 * @param guarded with guards between the buffers, not each in an array of its own
 */
record Variant(Rounding rounding, WeightOrder order, boolean guarded) {
    /** The start of the random numbers of a case. */
    long seed(CaseKind kind, int number) {
        String name = kind.name() + " " + rounding + " " + order + " " + guarded;
        return ((long) name.hashCode() << 32) + number;
    }
}
