package io.tinsmith.memory.internal;

import io.tinsmith.memory.CostTerm;
import io.tinsmith.memory.Kernels;
import io.tinsmith.memory.TermCounts;

/** Terms of {@code tns_depthwise_row.c} and {@code tns_depthwise_any.c}: which kernel runs, and those that work row by row. */
final class DepthwiseTerms {
    /** Of {@code TNS_PLAIN_SUMS}. */
    private static final int CHUNK = 24;

    private DepthwiseTerms() {}

    /** Whether kernel rows are looked up one by one for each output row. */
    static boolean looksUp(Kernels kernels, KernelShape s, boolean together) {
        return !(kernels.dsp() && PlaneTerms.fits(s, together)) && !(kernels.mve() && TileTerms.fits(kernels, s));
    }

    /**
     * @param together all rows in one call; else each in one of its own
     */
    static void add(TermCounts counts, Kernels kernels, KernelShape s, boolean together) {
        if (s.outW() == 0) {
            return;
        }
        if (kernels.dsp() && PlaneTerms.fits(s, together)) {
            PlaneTerms.add(counts, kernels, s, together);
            return;
        }
        if (kernels.mve() && TileTerms.fits(kernels, s)) {
            TileTerms.add(counts, kernels, s, together);
            return;
        }
        counts.add(CostTerm.DEPTHWISE_ROW, s.rows().count());
        if (kernels.dsp() && s.dspDepthwise().fitsQuads()) {
            wide(counts, s);
        } else if (kernels.mve() && VectorDepthwiseTerms.add(counts, kernels, s)) {
            return;
        } else if (!kernels.dsp() && !kernels.mve() && s.kernelH() == 3 && s.kernelW() == 3) {
            filter(counts, s);
        } else {
            plain(counts, s);
        }
    }

    /** {@code tns_dsp_depthwise_any.h}. */
    private static void wide(TermCounts counts, KernelShape s) {
        KernelShape.Rows rows = s.rows();
        int quads = LayerTerms.quads(s.inC());
        KernelShape.Edges edges = s.edges();
        int inside = s.outW() - edges.pixels();
        counts.add(CostTerm.WIDE_QUAD, rows.count() * quads);
        counts.add(CostTerm.WIDE_PADDING_USED, rows.padded() * quads);
        counts.add(CostTerm.WIDE_PADDING, (rows.count() * s.kernelH() - rows.inside()) * s.kernelW() * quads);
        counts.add(CostTerm.WIDE_RUN, inside > 0 ? rows.count() * quads : 0);
        counts.add(CostTerm.WIDE_PIXEL, rows.count() * inside * quads);
        counts.add(CostTerm.WIDE_ROW, rows.inside() * inside * quads);
        counts.add(CostTerm.WIDE_TAP, rows.inside() * inside * quads * s.kernelW());
        counts.add(CostTerm.WIDE_EDGE, rows.count() * edges.pixels() * quads);
        counts.add(CostTerm.WIDE_EDGE_COLUMN, rows.count() * edges.pixels() * quads * s.kernelW());
        counts.add(CostTerm.WIDE_EDGE_ROW, rows.inside() * edges.pixels() * quads);
        counts.add(CostTerm.WIDE_EDGE_TAP, rows.inside() * edges.taps() * quads);
        counts.add(CostTerm.WIDE_EDGE_PADDING, rows.inside() * (edges.pixels() * s.kernelW() - edges.taps()) * quads);
        counts.add(CostTerm.WIDE_SLOW, s.quick() ? 0 : rows.count() * s.outW() * quads);
    }

    /** {@code tns_plain_depthwise.h}. */
    private static void filter(TermCounts counts, KernelShape s) {
        KernelShape.Rows rows = s.rows();
        double channels = rows.count() * s.inC();
        int edges = s.edges().pixels();
        counts.add(CostTerm.FILTER_CHANNEL, channels);
        counts.add(CostTerm.FILTER_PADDING_ROW, (rows.count() * 3 - rows.inside()) * s.inC());
        counts.add(CostTerm.FILTER_CHUNK, channels * LayerTerms.parts(s.outW(), CHUNK));
        counts.add(CostTerm.FILTER_INSIDE, channels * (s.outW() - edges));
        counts.add(CostTerm.FILTER_EDGE, channels * edges);
        counts.add(CostTerm.FILTER_SLOW, s.quick() ? 0 : channels * s.outW());
    }

    private static void plain(TermCounts counts, KernelShape s) {
        KernelShape.Rows rows = s.rows();
        KernelShape.Edges edges = s.edges();
        double pixels = rows.count() * s.outW();
        counts.add(CostTerm.PLAIN_PIXEL, pixels);
        counts.add(CostTerm.PLAIN_COLUMN, pixels * s.kernelW());
        counts.add(CostTerm.PLAIN_OUTPUT, pixels * s.inC());
        counts.add(CostTerm.PLAIN_WHOLE_ROW, rows.inside() * (s.outW() - edges.pixels()) * s.inC());
        counts.add(CostTerm.PLAIN_EDGE_ROW, rows.inside() * edges.pixels() * s.inC());
        counts.add(CostTerm.PLAIN_PADDING_ROW, (pixels * s.kernelH() - rows.inside() * s.outW()) * s.inC());
        counts.add(CostTerm.PLAIN_TAP, pixels * s.kernelH() * s.kernelW() * s.inC());
    }
}
