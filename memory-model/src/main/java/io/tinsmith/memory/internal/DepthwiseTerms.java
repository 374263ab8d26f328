package io.tinsmith.memory.internal;

import io.tinsmith.memory.CostTerm;
import io.tinsmith.memory.TermCounts;

/** Terms of {@code tns_depthwise_row.c} and {@code tns_dsp_depthwise.h}: output rows of a depthwise convolution. */
final class DepthwiseTerms {
    /** Of {@code TNS_DSP_DEPTHWISE_MAX_K_H} there. */
    private static final int MAX_KERNEL_H = 7;

    private DepthwiseTerms() {}

    static void add(TermCounts counts, boolean dsp, KernelShape s) {
        counts.add(CostTerm.DEPTHWISE_ROW, s.rows().count());
        if (dsp && s.inC() >= 4 && s.kernelH() <= MAX_KERNEL_H) {
            quads(counts, s);
        } else {
            plain(counts, s);
        }
    }

    private static void quads(TermCounts counts, KernelShape s) {
        KernelShape.Rows rows = s.rows();
        int quads = (s.inC() + 3) / 4;
        counts.add(CostTerm.QUAD, rows.count() * quads);
        counts.add(CostTerm.QUAD_PADDING_USED, rows.padded() * quads);
        counts.add(CostTerm.QUAD_PADDING, (rows.count() * s.kernelH() - rows.inside()) * s.kernelW() * quads);
        KernelShape.Edges edges = s.edges();
        int inside = s.outW() - edges.pixels();
        double runs = inside > 0 ? rows.count() * quads : 0;
        if (s.kernelW() == 3 && s.kernelH() <= 3) {
            counts.add(CostTerm.QUAD_LANES, 3.0 * s.kernelH() * rows.count() * quads);
            counts.add(CostTerm.SMALL_RUN, runs);
            double full = s.kernelH() == 3 ? rows.full() : 0;
            counts.add(CostTerm.SMALL_FULL, full * inside * quads);
            counts.add(CostTerm.SMALL_PART, (rows.count() - full) * inside * quads);
            counts.add(CostTerm.SMALL_PART_ROW, (rows.inside() - 3 * full) * inside * quads);
            counts.add(CostTerm.SMALL_EDGE, rows.count() * edges.pixels() * quads);
            counts.add(CostTerm.SMALL_EDGE_ROW, rows.inside() * edges.pixels() * quads);
            counts.add(CostTerm.SMALL_EDGE_PADDING, rows.inside() * (edges.pixels() * 3 - edges.taps()) * quads);
        } else {
            counts.add(CostTerm.WIDE_RUN, runs);
            counts.add(CostTerm.WIDE_PIXEL, rows.count() * inside * quads);
            counts.add(CostTerm.WIDE_ROW, rows.inside() * inside * quads);
            counts.add(CostTerm.WIDE_TAP, rows.inside() * inside * quads * s.kernelW());
            counts.add(CostTerm.WIDE_EDGE, rows.count() * edges.pixels() * quads);
            counts.add(CostTerm.WIDE_EDGE_COLUMN, rows.count() * edges.pixels() * quads * s.kernelW());
            counts.add(CostTerm.WIDE_EDGE_ROW, rows.inside() * edges.pixels() * quads);
            counts.add(CostTerm.WIDE_EDGE_TAP, rows.inside() * edges.taps() * quads);
            counts.add(
                    CostTerm.WIDE_EDGE_PADDING, rows.inside() * (edges.pixels() * s.kernelW() - edges.taps()) * quads);
        }
        if (!s.quick()) {
            counts.add(CostTerm.QUAD_SLOW, rows.count() * s.outW() * quads);
        }
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
