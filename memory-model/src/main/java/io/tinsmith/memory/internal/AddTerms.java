package io.tinsmith.memory.internal;

import io.tinsmith.graph.AddScales;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Op;
import io.tinsmith.graph.Quantization;
import io.tinsmith.graph.Rounding;
import io.tinsmith.memory.CostTerm;
import io.tinsmith.memory.Kernels;
import io.tinsmith.memory.TermCounts;
import java.util.Optional;

/** Terms of element-wise sums, whose way depends on the scales. */
final class AddTerms {
    /** The most that the sums of the DSP extension shift right. */
    private static final int DSP_SHIFT = 22;

    private AddTerms() {}

    /**
     * Sums of {@code values} each, {@code calls} times. The DSP extension takes four at a time, the vector extension any
     * as a whole.
     */
    static void add(TermCounts counts, Graph graph, Kernels kernels, Op.Add add, double calls, int values) {
        int rest = kernels.dsp() ? values % 4 : 0;
        double whole = calls * (kernels.mve() ? 4 * LayerTerms.quads(values) : values - rest);
        if (!KernelShape.quick(graph, add.output(), add.activation()) && !kernels.mve()) {
            counts.add(CostTerm.ADD_CLAMP, calls);
            counts.add(CostTerm.ADD_CLAMP_VALUE, whole);
            counts.add(CostTerm.ADD_CLAMP_REST, calls * rest);
        }
        if (graph.rounding() == Rounding.SINGLE) {
            counts.add(CostTerm.ADD_SINGLE, calls);
            counts.add(CostTerm.ADD_SINGLE_VALUE, whole);
            counts.add(CostTerm.ADD_SINGLE_REST, calls * rest);
            return;
        }
        counts.add(CostTerm.ADD, calls);
        Optional<AddScales> scales = scales(graph, add);
        if (!scales.map(s -> isQuick(s, kernels)).orElse(true)) {
            counts.add(CostTerm.ADD_SLOW_VALUE, whole + calls * rest);
        } else {
            counts.add(CostTerm.ADD_VALUE, whole);
            counts.add(CostTerm.ADD_REST, calls * rest);
        }
        if (!kernels.dsp() && !kernels.mve()) {
            counts.add(
                    CostTerm.ADD_SHIFTED_VALUE,
                    whole * scales.map(AddTerms::shiftedInputs).orElse(1));
        }
    }

    private static Optional<AddScales> scales(Graph graph, Op.Add add) {
        Optional<Quantization> left = graph.tensor(add.left()).quantization();
        Optional<Quantization> right = graph.tensor(add.right()).quantization();
        Optional<Quantization> output = graph.tensor(add.output()).quantization();
        if (left.isEmpty() || right.isEmpty() || output.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(AddScales.of(left.orElseThrow(), right.orElseThrow(), output.orElseThrow()));
    }

    /** Inputs whose factor is below 1/2: none where scales are equal, else one as a rule. */
    private static int shiftedInputs(AddScales scales) {
        return (scales.left().shift() < 0 ? 1 : 0) + (scales.right().shift() < 0 ? 1 : 0);
    }

    /** Whether the kernel's loop is for the factor of the output. */
    private static boolean isQuick(AddScales scales, Kernels kernels) {
        int out = scales.output().shift();
        return switch (kernels.kind()) {
            case MVE -> out <= 0;
            case DSP -> out < 0 && out >= -DSP_SHIFT;
            case PLAIN, THUMB1 -> out <= -2;
        };
    }
}
