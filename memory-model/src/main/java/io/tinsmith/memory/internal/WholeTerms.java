package io.tinsmith.memory.internal;

import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Interpolation;
import io.tinsmith.graph.Op;
import io.tinsmith.graph.ReduceLoops;
import io.tinsmith.graph.Reduction;
import io.tinsmith.graph.Shape;
import io.tinsmith.memory.CostTerm;
import io.tinsmith.memory.Kernels;
import io.tinsmith.memory.TermCounts;

/** Terms of ops that run on whole tensors only. */
final class WholeTerms {
    private WholeTerms() {}

    static void add(TermCounts counts, Kernels kernels, Graph graph, Op op) {
        if (op instanceof Op.Resize resize) {
            resize(counts, kernels, graph, resize);
        } else if (op instanceof Op.Reduce reduce) {
            reduce(counts, graph, reduce);
        } else if (op instanceof Op.TransposeConv conv) {
            transposed(counts, kernels, graph, conv);
        } else {
            throw new IllegalArgumentException("The op (" + op + ") has no cost.");
        }
    }

    private static void resize(TermCounts counts, Kernels kernels, Graph graph, Op.Resize op) {
        Shape out = graph.tensor(op.output()).shape();
        double pixels = (double) out.height() * out.width();
        if (op.interpolation() == Interpolation.NEAREST) {
            counts.add(CostTerm.PIXELS, 1);
            counts.add(CostTerm.PIXELS_ROW, out.height());
            counts.add(CostTerm.PIXELS_PIXEL, pixels);
            CopyTerms.pixels(counts, kernels, pixels, out.channels());
            return;
        }
        counts.add(CostTerm.BILINEAR, 1);
        counts.add(CostTerm.BILINEAR_ROW, out.height());
        counts.add(CostTerm.BILINEAR_PIXEL, pixels);
        counts.add(CostTerm.BILINEAR_VALUE, pixels * out.channels());
    }

    private static void reduce(TermCounts counts, Graph graph, Op.Reduce op) {
        Shape in = graph.tensor(op.input()).shape();
        ReduceLoops loops = ReduceLoops.of(in, op.axes());
        double outputs = (double) graph.tensor(op.output()).shape().elements();
        double runs = outputs * (loops.reduced().size() > 1 ? loops.reduced().get(0) : 1);
        boolean greatest = op.function() == Reduction.MAX;
        counts.add(greatest ? CostTerm.REDUCE_MAX : CostTerm.REDUCE_SUM, 1);
        counts.add(greatest ? CostTerm.REDUCE_MAX_OUTPUT : CostTerm.REDUCE_SUM_OUTPUT, outputs);
        counts.add(greatest ? CostTerm.REDUCE_MAX_RUN : CostTerm.REDUCE_SUM_RUN, runs);
        counts.add(greatest ? CostTerm.REDUCE_MAX_VALUE : CostTerm.REDUCE_SUM_VALUE, (double) in.elements());
    }

    private static void transposed(TermCounts counts, Kernels kernels, Graph graph, Op.TransposeConv op) {
        Shape in = graph.tensor(op.input()).shape();
        Shape out = graph.tensor(op.output()).shape();
        Shape w = graph.tensor(op.weights()).shape();
        double rows = reaching(in.height(), out.height(), w.dim(1), op.window().strideH(), op.padTop(out, w));
        double columns = reaching(in.width(), out.width(), w.dim(2), op.window().strideW(), op.padLeft(out, w));
        double taps = rows * columns * out.channels();
        int width = kernels.mve() ? 16 : kernels.dsp() ? 4 : 1;
        counts.add(CostTerm.SPREAD, 1);
        counts.add(CostTerm.SPREAD_PIXEL, (double) out.height() * out.width());
        counts.add(CostTerm.SPREAD_OUTPUT, (double) out.elements());
        counts.add(CostTerm.SPREAD_ROW, rows * out.width() * out.channels());
        counts.add(CostTerm.SPREAD_TAP, taps);
        if (kernels.mve()) {
            counts.add(CostTerm.SPREAD_STEP, taps * -Math.floorDiv(-in.channels(), width));
        } else {
            counts.add(CostTerm.SPREAD_STEP, width == 1 ? 0 : taps * Math.floorDiv(in.channels(), width));
            counts.add(CostTerm.SPREAD_1, taps * (width == 1 ? in.channels() : in.channels() % width));
        }
    }

    /** Pairs of an input row and a kernel row that meet an output row. */
    private static int reaching(int in, int out, int kernel, int stride, int before) {
        int pairs = 0;
        for (int i = 0; i < in; i++) {
            for (int k = 0; k < kernel; k++) {
                int y = i * stride + k - before;
                pairs += y >= 0 && y < out ? 1 : 0;
            }
        }
        return pairs;
    }
}
