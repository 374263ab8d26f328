package io.tinsmith.codegen.internal;

import io.tinsmith.graph.MeanScales;
import io.tinsmith.graph.Op;
import io.tinsmith.graph.Quantization;
import io.tinsmith.graph.ReduceLoops;
import io.tinsmith.graph.Reduction;
import io.tinsmith.memory.Step;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Sums, means and maxima along any axes. */
final class ReduceSteps {
    /** Loops of each kind that {@code tns_reduce_params} holds. */
    private static final int MOST_LOOPS = 2;

    private final StepContext context;

    ReduceSteps(StepContext context) {
        this.context = context;
    }

    StepCode reduce(Op.Reduce op, Step.Layer layer) {
        context.requireNotInPlace(layer, op.output());
        ReduceLoops loops = ReduceLoops.of(context.tensor(op.input()).shape(), op.axes());
        if (loops.kept().size() > MOST_LOOPS || loops.reduced().size() > MOST_LOOPS) {
            throw context.unsupported(
                    op.output(),
                    "reduces axes " + op.axes() + " of "
                            + context.tensor(op.input()).shape(),
                    "transpose it so that the axes are neighbours.");
        }
        boolean greatest = op.function() == Reduction.MAX;
        if (greatest) {
            context.requireSameQuantization(op.input(), op.output());
        }
        String name = context.name(op.output(), "params");
        String kernel = greatest ? "tns_reduce_max_s8" : "tns_reduce_sum_s8";
        String call =
                kernel + "(&" + name + ", " + context.address(op.input()) + ", " + context.address(op.output()) + ");";
        return StepCode.of(params(op, name, loops), kernel, call);
    }

    private String params(Op.Reduce op, String name, ReduceLoops loops) {
        Quantization in = context.tensor(op.input()).requireQuantization();
        Quantization out = context.tensor(op.output()).requireQuantization();
        MeanScales scales = MeanScales.of(in, out, op.function() == Reduction.MEAN ? loops.count() : 1);
        return String.format(
                Locale.ROOT,
                """
                static const tns_reduce_params %s = {
                    .kept = {%s}, .kept_stride = {%s},
                    .reduced = {%s}, .reduced_stride = {%s},
                    .in_zero_point = %d, .out_zero_point = %d,
                    .multiplier = %d, .shift = %d,
                };
                """,
                name,
                pair(loops.kept(), 1),
                pair(loops.keptStrides(), 0),
                pair(loops.reduced(), 1),
                pair(loops.reducedStrides(), 0),
                in.zeroPoint(),
                out.zeroPoint(),
                scales.multiplier(),
                scales.shift());
    }

    /** Two numbers, the first of them {@code none}. */
    private static String pair(List<Integer> values, int none) {
        List<Integer> all = new ArrayList<>(Collections.nCopies(MOST_LOOPS - values.size(), none));
        all.addAll(values);
        return all.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
}
