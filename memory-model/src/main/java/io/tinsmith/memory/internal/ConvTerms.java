package io.tinsmith.memory.internal;

import io.tinsmith.memory.CostTerm;
import io.tinsmith.memory.TermCounts;

/** Terms of {@code tns_conv_row.c}: output rows of a convolution that is not 1x1. */
final class ConvTerms {
    /** Of {@code COLUMN_BYTES} there. */
    private static final int COLUMN_BYTES = 256;

    private ConvTerms() {}

    static void add(TermCounts counts, boolean dsp, KernelShape s) {
        int taps = s.kernelH() * s.kernelW() * s.inC();
        int pixelsAtOnce = COLUMN_BYTES / taps & ~1;
        counts.add(CostTerm.CONV_ROW, s.rows().count());
        if (pixelsAtOnce < 2) {
            direct(counts, dsp, s);
        } else {
            gathered(counts, dsp, s, taps, pixelsAtOnce);
        }
    }

    private static void gathered(TermCounts counts, boolean dsp, KernelShape s, int taps, int pixelsAtOnce) {
        double rows = s.rows().count();
        int batches = s.outW() / pixelsAtOnce;
        int rest = s.outW() % pixelsAtOnce;
        counts.add(CostTerm.GATHER_BATCH, rows * (batches + (rest > 0 ? 1 : 0)));
        counts.add(CostTerm.GATHER_PIXEL, rows * s.outW());
        LayerTerms.add(counts, dsp, taps, s.outC(), rows * batches, pixelsAtOnce, s.quick());
        LayerTerms.add(counts, dsp, taps, s.outC(), rows, rest, s.quick());
        KernelShape.Edges edges = s.edges();
        int whole = s.dilationW() == 1 ? s.outW() - edges.pixels() : 0;
        double wholeRows = s.rows().inside() * whole;
        counts.add(CostTerm.GATHER_WHOLE_ROW, wholeRows);
        counts.add(CostTerm.GATHER_WHOLE_BYTE, wholeRows * s.kernelW() * s.inC());
        double allRows = rows * s.outW() * s.kernelH();
        counts.add(CostTerm.GATHER_EDGE_ROW, allRows - wholeRows);
        int tapsInside = edges.taps() + (s.outW() - edges.pixels() - whole) * s.kernelW();
        double edgeTaps = s.rows().inside() * tapsInside;
        double paddingTaps = (allRows - wholeRows) * s.kernelW() - edgeTaps;
        counts.add(CostTerm.GATHER_EDGE_TAP, edgeTaps);
        counts.add(CostTerm.GATHER_EDGE_BYTE, edgeTaps * s.inC());
        counts.add(CostTerm.GATHER_PADDING_TAP, paddingTaps);
        counts.add(CostTerm.GATHER_PADDING_BYTE, paddingTaps * s.inC());
    }

    private static void direct(TermCounts counts, boolean dsp, KernelShape s) {
        double outputs = s.rows().count() * s.outW() * s.outC();
        KernelShape.Edges edges = s.edges();
        double inside =
                s.rows().inside() * s.outC() * (edges.taps() + (double) (s.outW() - edges.pixels()) * s.kernelW());
        double padding = outputs * s.kernelH() * s.kernelW() - inside;
        counts.add(CostTerm.TAPS_OUTPUT, outputs);
        counts.add(CostTerm.TAPS_ROW, outputs * s.kernelH());
        counts.add(CostTerm.TAPS_TAP, inside);
        int fours = dsp ? s.inC() / 4 : 0;
        LayerTerms.steps(counts, CostTerm.TAPS_4, CostTerm.TAPS_4_USED, fours, inside);
        LayerTerms.steps(counts, CostTerm.TAPS_1, CostTerm.TAPS_1_USED, s.inC() - 4 * fours, inside);
        counts.add(CostTerm.TAPS_PADDING_TAP, padding);
        counts.add(CostTerm.TAPS_PADDING_BYTE, padding * s.inC());
    }
}
