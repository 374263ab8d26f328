package io.tinsmith.memory.internal;

import io.tinsmith.memory.CostTerm;
import io.tinsmith.memory.DspColumns;
import io.tinsmith.memory.Kernels;
import io.tinsmith.memory.TermCounts;
import java.util.List;

/** Terms of {@code tns_conv_row.c}: output rows of a convolution that is not 1x1. */
final class ConvTerms {
    private final TermCounts counts;
    private final Kernels kernels;
    private final KernelShape s;

    private ConvTerms(TermCounts counts, Kernels kernels, KernelShape s) {
        this.counts = counts;
        this.kernels = kernels;
        this.s = s;
    }

    /** @param whole all rows in one call, not each in one of its own */
    static void add(TermCounts counts, Kernels kernels, KernelShape s, boolean whole) {
        ConvTerms terms = new ConvTerms(counts, kernels, s);
        int taps = s.kernelH() * s.kernelW() * s.inC();
        double rows = s.rows().count();
        if (kernels.dsp()) {
            DspColumns room = DspColumns.ofConvolution(kernels.columnBytes(), taps, s.outC(), s.quick());
            if (room.pixels() < 1) {
                counts.add(CostTerm.CONV_ROW, rows);
                terms.direct();
                return;
            }
            double calls = whole ? 1 : rows;
            int pixels = whole ? Math.multiplyExact((int) rows, s.outW()) : s.outW();
            List<DspLayerTerms.Groups> batches = DspLayerTerms.Groups.batches(pixels, room);
            new DspGatherTerms(counts, s).add(batches, calls);
            counts.add(CostTerm.CONV_ROW, calls);
            DspLayerTerms.run(counts, taps, s.outC(), calls, batches, room, s.quick(), s.away());
            return;
        }
        counts.add(CostTerm.CONV_ROW, rows);
        int room = kernels.columnBytes() / taps;
        if (room < 1) {
            terms.direct();
            return;
        }
        terms.columns();
        int atOnce = room > 1 && !kernels.mve() ? room & ~1 : room;
        LayerTerms.add(
                counts, kernels, taps, s.outC(), rows * Math.floorDiv(s.outW(), atOnce), atOnce, s.quick(), s.away());
        LayerTerms.add(counts, kernels, taps, s.outC(), rows, s.outW() % atOnce, s.quick(), s.away());
    }

    /** The taps of all pixels: whole kernel rows inside the image, else tap by tap. */
    private void columns() {
        double rows = s.rows().count();
        KernelShape.Edges edges = s.edges();
        int whole = s.dilationW() == 1 ? s.outW() - edges.pixels() : 0;
        counts.add(CostTerm.GATHER_PIXEL, rows * s.outW());
        int rowTaps = s.kernelW() * s.inC();
        double outside = rows * s.kernelH() - s.rows().inside();
        int tapsInside = edges.taps() + (s.outW() - edges.pixels() - whole) * s.kernelW();
        double tapsAll = (double) (s.outW() - whole) * s.kernelW();
        if (kernels.mve()) {
            double edgeRows = rows * s.kernelH() * (s.outW() - whole);
            counts.add(CostTerm.GATHER_ROW, rows * s.kernelH() * whole);
            counts.add(CostTerm.GATHER_16, rows * s.kernelH() * whole * Math.floorDiv(rowTaps + 15, 16));
            counts.add(
                    s.dilationW() == 1 ? CostTerm.GATHER_TAP : CostTerm.GATHER_PADDING_TAP,
                    s.dilationW() == 1 ? edgeRows : edgeRows * s.kernelW());
            counts.add(CostTerm.GATHER_16, edgeRows * Math.floorDiv(rowTaps + 15, 16));
            return;
        }
        copy(s.rows().inside() * whole, CostTerm.GATHER_ROW, rowTaps);
        copy(s.rows().inside() * tapsInside, CostTerm.GATHER_TAP, s.inC());
        padding(outside * whole * s.kernelW()
                + rows * s.kernelH() * tapsAll
                - s.rows().inside() * tapsInside);
    }

    private void copy(double times, CostTerm term, int bytes) {
        int sixteens = s.inC() % 4 == 0 ? bytes / 16 : 0;
        counts.add(term, times);
        counts.add(CostTerm.GATHER_16, times * sixteens);
        counts.add(CostTerm.GATHER_1, times * (bytes - 16 * sixteens));
    }

    private void padding(double taps) {
        counts.add(CostTerm.GATHER_PADDING_TAP, taps);
        counts.add(CostTerm.GATHER_PADDING_1, taps * s.inC());
    }

    private void direct() {
        double outputs = s.rows().count() * s.outW() * s.outC();
        KernelShape.Edges edges = s.edges();
        double inside =
                s.rows().inside() * s.outC() * (edges.taps() + (double) (s.outW() - edges.pixels()) * s.kernelW());
        double padding = outputs * s.kernelH() * s.kernelW() - inside;
        counts.add(CostTerm.TAPS_OUTPUT, outputs);
        counts.add(CostTerm.TAPS_TAP, inside);
        counts.add(CostTerm.TAPS_1, inside * (kernels.mve() ? LayerTerms.parts(s.inC(), 16) : s.inC()));
        counts.add(CostTerm.TAPS_PADDING_TAP, padding);
        counts.add(CostTerm.TAPS_PADDING_1, padding * s.inC());
    }
}
