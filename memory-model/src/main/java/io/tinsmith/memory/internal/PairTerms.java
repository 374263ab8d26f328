package io.tinsmith.memory.internal;

import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Op;
import io.tinsmith.graph.Pair;
import io.tinsmith.graph.Rounding;
import io.tinsmith.memory.CostTerm;
import io.tinsmith.memory.Kernels;
import io.tinsmith.memory.TermCounts;

/**
 * Terms of pairwise ops. Differences, sums with an input that repeats, maxima, minima and PReLUs have none of their own: they
 * count as so many of the kernels that are most like them.
 */
final class PairTerms {
    /** Of a sum that scales both inputs and the output value by value, in products. */
    private static final double SCALED_SUM = 2.2;

    /** Of a sum that is rounded once, value by value, in values of a table. */
    private static final double SINGLE_SUM = 2.2;

    /** Of a maximum, in values of a table. */
    private static final double MAXIMUM = 1.2;

    private PairTerms() {}

    /** {@code calls} on {@code values} each. */
    static void add(TermCounts counts, Graph graph, Kernels kernels, Op.Pairwise op, double calls, int values) {
        Pair pair = Pair.of(op, graph);
        boolean single = graph.rounding() == Rounding.SINGLE;
        boolean sums = op instanceof Op.Add || op instanceof Op.Sub;
        if (pair.isFunction()) {
            lookups(counts, calls, calls * values);
        } else if (op instanceof Op.Mul || op instanceof Op.Prelu) {
            products(counts, graph, kernels, pair, calls, values);
        } else if (op instanceof Op.Add add && pair.elementWise()) {
            AddTerms.add(counts, graph, kernels, add, calls, values);
        } else if (sums && single) {
            lookups(counts, calls, SINGLE_SUM * calls * values);
        } else if (sums) {
            counts.add(CostTerm.MUL, calls);
            counts.add(CostTerm.MUL_VALUE, SCALED_SUM * calls * values);
        } else {
            lookups(counts, calls, MAXIMUM * calls * values);
        }
    }

    private static void lookups(TermCounts counts, double calls, double values) {
        counts.add(CostTerm.LOOKUP, calls);
        counts.add(CostTerm.LOOKUP_VALUE, values);
    }

    private static void products(
            TermCounts counts, Graph graph, Kernels kernels, Pair pair, double calls, double values) {
        if (pair.elementWise()) {
            counts.add(CostTerm.MUL, calls);
            counts.add(CostTerm.MUL_VALUE, calls * values);
        } else {
            counts.add(CostTerm.MUL_CHANNELS, calls);
            counts.add(CostTerm.MUL_CHANNELS_PIXEL, calls * values / pair.period());
            counts.add(CostTerm.MUL_CHANNELS_VALUE, calls * values);
        }
        // Rounding once takes other instructions; the tables of cores without the vector extension hold an average.
        boolean single = kernels.mve() && graph.rounding() == Rounding.SINGLE;
        counts.add(CostTerm.MUL_SINGLE_VALUE, single ? calls * values : 0);
    }
}
