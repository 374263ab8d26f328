package io.tinsmith.memory.internal;

import io.tinsmith.memory.CostTerm;
import io.tinsmith.memory.TermCounts;
import java.util.List;

/** Terms of {@code tns_dsp_conv.h}: the taps of all pixels of a convolution, as columns of the DSP extension. */
final class DspGatherTerms {
    private final TermCounts counts;
    private final KernelShape s;
    private final int rowTaps;
    private final double rows;

    /** Kernel rows inside the image, of all output rows. */
    private final double insideRows;

    private final double paddingRows;

    /** Output rows of which each has three kernel rows of nine taps, all of them inside the image. */
    private final double nines;

    DspGatherTerms(TermCounts counts, KernelShape s) {
        this.counts = counts;
        this.s = s;
        this.rowTaps = s.kernelW() * s.inC();
        this.rows = s.rows().count();
        this.insideRows = s.rows().inside();
        this.paddingRows = rows * s.kernelH() - insideRows;
        this.nines = rowTaps == 9 && s.kernelH() == 3 ? s.rows().full() : 0;
    }

    /** @param calls of so many batches each */
    void add(List<DspLayerTerms.Groups> batches, double calls) {
        if (s.dilationW() != 1) {
            tapByTap();
            return;
        }
        Span inside = inside();
        int whole = inside.end() - inside.first();
        counts.add(CostTerm.GATHER_PIXEL, rows * (s.outW() - whole));
        edges(inside);
        if (rowTaps % 4 == 0) {
            Runs runs = runs(batches, inside, 3);
            counts.add(CostTerm.GATHER_RUN, calls * runs.runs());
            groups(2, calls * runs.twos());
            groups(3, calls * runs.threes());
            alone(whole * rows - calls * (2 * runs.twos() + 3 * runs.threes()));
        } else {
            // Two pixels of nines run at a time, but where a kernel row is padding.
            Runs runs = nines > 0 ? runs(batches, inside, 2) : new Runs(0, 0, 0);
            double times = calls * nines / Math.max(rows, 1);
            counts.add(CostTerm.GATHER_RUN, times * runs.runs());
            counts.add(CostTerm.GATHER_PIXEL, whole * rows - 2 * times * runs.twos());
            ofBytes(whole);
        }
    }

    /** Output columns whose kernel rows are inside the image. */
    private record Span(int first, int end) {}

    /** What {@code tns_dsp_conv_groups} takes of one call: runs, groups of two pixels and of three. */
    private record Runs(int runs, int twos, int threes) {}

    private Span inside() {
        int first = 0;
        int end = s.outW();
        while (first < end && tapsInside(first) < s.kernelW()) {
            first++;
        }
        while (first < end && tapsInside(end - 1) < s.kernelW()) {
            end--;
        }
        return new Span(first, end);
    }

    /** Taps of a kernel row that lie inside the image. */
    private int tapsInside(int x) {
        int from = s.left() + x * s.strideW();
        return Math.max(0, Math.min(s.inW(), from + s.kernelW()) - Math.max(0, from));
    }

    private Runs runs(List<DspLayerTerms.Groups> batches, Span inside, int most) {
        int runs = 0;
        int twos = 0;
        int threes = 0;
        int x = 0;
        for (DspLayerTerms.Groups batch : batches) {
            int pixels = batch.pixels();
            boolean taken = pixels > 1 && pixels <= most;
            boolean running = false;
            for (int i = 0; i < batch.groups(); i++) {
                boolean together = taken && x >= inside.first() && x + pixels <= inside.end();
                runs += together && !running ? 1 : 0;
                twos += together && pixels == 2 ? 1 : 0;
                threes += together && pixels == 3 ? 1 : 0;
                running = together;
                x = (x + pixels) % s.outW();
            }
        }
        return new Runs(runs, twos, threes);
    }

    private void groups(int pixels, double groups) {
        double inside = groups * insideRows / Math.max(rows, 1);
        DspLayerTerms.widenGroups(counts, rowTaps, pixels, inside);
        padding(groups * s.kernelH() - inside, pixels * rowTaps);
    }

    /** Pixels inside the image that are no part of a run. */
    private void alone(double pixels) {
        double share = pixels / Math.max(rows, 1);
        counts.add(CostTerm.GATHER_PIXEL, pixels);
        counts.add(CostTerm.GATHER_ROW, insideRows * share);
        DspLayerTerms.widen(counts, rowTaps, insideRows * share);
        padding(paddingRows * share, rowTaps);
    }

    /** Pixels inside the image, in each output row so many, of kernel rows that are no multiple of four taps. */
    private void ofBytes(int pixels) {
        counts.add(CostTerm.GATHER_NINES, nines * pixels);
        copy((insideRows - 3 * nines) * pixels, CostTerm.GATHER_ROW, rowTaps);
        fill(paddingRows * pixels, rowTaps);
        DspLayerTerms.widen(counts, s.kernelH() * rowTaps, (rows - nines) * pixels);
    }

    /** Pixels whose kernel rows hang over an edge: what is inside stands side by side. */
    private void edges(Span inside) {
        for (int x = 0; x < s.outW(); x++) {
            if (x >= inside.first() && x < inside.end()) {
                continue;
            }
            int taps = tapsInside(x);
            if (s.inC() % 4 == 0) {
                counts.add(CostTerm.GATHER_TAP, insideRows);
                DspLayerTerms.widen(counts, taps * s.inC(), insideRows);
                counts.add(CostTerm.WIDEN_PADDING_4, insideRows * (s.kernelW() - taps) * s.inC() / 4);
                padding(paddingRows, rowTaps);
            } else {
                copy(insideRows, CostTerm.GATHER_TAP, taps * s.inC());
                counts.add(CostTerm.GATHER_PADDING_1, insideRows * (s.kernelW() - taps) * s.inC());
                fill(paddingRows, rowTaps);
                DspLayerTerms.widen(counts, s.kernelH() * rowTaps, rows);
            }
        }
    }

    /** With a dilation. */
    private void tapByTap() {
        KernelShape.Edges edges = s.edges();
        double inside = insideRows * (edges.taps() + (double) (s.outW() - edges.pixels()) * s.kernelW());
        double all = rows * s.kernelH() * s.outW() * s.kernelW();
        counts.add(CostTerm.GATHER_PIXEL, rows * s.outW());
        if (s.inC() % 4 == 0) {
            counts.add(CostTerm.GATHER_TAP, inside);
            DspLayerTerms.widen(counts, s.inC(), inside);
            padding(all - inside, s.inC());
        } else {
            copy(inside, CostTerm.GATHER_TAP, s.inC());
            fill(all - inside, s.inC());
            DspLayerTerms.widen(counts, s.kernelH() * rowTaps, rows * s.outW());
        }
    }

    /** Lanes of padding. */
    private void padding(double times, int taps) {
        counts.add(CostTerm.GATHER_PADDING_TAP, times);
        counts.add(CostTerm.WIDEN_PADDING_4, times * Math.floorDiv(taps, 4));
    }

    /** Bytes of padding. */
    private void fill(double times, int taps) {
        counts.add(CostTerm.GATHER_PADDING_TAP, times);
        counts.add(CostTerm.GATHER_PADDING_1, times * taps);
    }

    private void copy(double times, CostTerm term, int bytes) {
        counts.add(term, times);
        counts.add(CostTerm.GATHER_4, times * Math.floorDiv(bytes, 4));
        counts.add(CostTerm.GATHER_1, times * (bytes % 4));
    }
}
