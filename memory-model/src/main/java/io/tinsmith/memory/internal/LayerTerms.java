package io.tinsmith.memory.internal;

import io.tinsmith.memory.CostTerm;
import io.tinsmith.memory.DspDense;
import io.tinsmith.memory.Kernels;
import io.tinsmith.memory.TermCounts;

/** Terms of {@code tns_layer_run}: output channels as dot products of weights with columns of taps. */
final class LayerTerms {
    private LayerTerms() {}

    /**
     * {@code calls} calls, each for all channels of {@code pixels} pixels.
     *
     * @param quick see {@link KernelShape}
     * @param away see {@link KernelShape}
     */
    static void add(
            TermCounts counts,
            Kernels kernels,
            int taps,
            int channels,
            double calls,
            int pixels,
            boolean quick,
            boolean away) {
        if (pixels == 0 || calls == 0) {
            return;
        }
        switch (kernels.kind()) {
            case DSP -> DspLayerTerms.add(counts, kernels, taps, channels, calls, pixels, quick, away);
            case MVE -> vectors(counts, taps, channels, calls, pixels, quick);
            default -> plain(counts, kernels, taps, channels, calls, pixels, quick);
        }
    }

    /** A dense layer: one call of one pixel. */
    static void addDense(TermCounts counts, Kernels kernels, int taps, int channels, boolean quick) {
        if (kernels.mve() && taps > 16) {
            double quads = quads(channels);
            counts.add(CostTerm.VECTOR_LAYER, 1);
            counts.add(CostTerm.VECTOR_DENSE, quads);
            counts.add(CostTerm.VECTOR_LONG_16, quads * parts(taps, 16));
            counts.add(CostTerm.VECTOR_SLOW, quads - (quick ? Math.floorDiv(channels, 4) : 0));
            return;
        }
        if (kernels.dsp() && DspDense.inHalves(kernels.columnBytes(), taps, channels, quick)) {
            double quads = channels / 4.0;
            counts.add(CostTerm.HALVES, 1);
            counts.add(CostTerm.HALVES_8, taps / 8.0);
            counts.add(CostTerm.HALVES_QUAD, quads);
            counts.add(CostTerm.HALVES_QUAD_8, quads * taps / 8);
            return;
        }
        add(counts, kernels, taps, channels, 1, 1, quick, false);
    }

    /** {@code tns_layer_add}: what {@code taps} taps add to the sums of all channels of {@code pixels} pixels. */
    static void addSums(TermCounts counts, Kernels kernels, int taps, int channels, double calls, int pixels) {
        counts.add(CostTerm.SUM, calls);
        if (pixels == 0) {
            return;
        }
        if (kernels.dsp()) {
            DspLayerTerms.addSums(counts, kernels, taps, channels, calls, pixels);
        } else if (kernels.mve()) {
            double quads = calls * quads(channels);
            counts.add(CostTerm.VECTOR_SUM_QUAD, quads);
            counts.add(CostTerm.VECTOR_SUM, quads * pixels);
            counts.add(CostTerm.VECTOR_LONG_16, quads * pixels * parts(taps, 16));
        } else {
            double fours = calls * pixels * Math.floorDiv(channels, 4);
            double singles = calls * pixels * (channels % 4);
            counts.add(CostTerm.PLAIN_FOUR_SUMS, fours);
            fourTaps(counts, taps, fours);
            counts.add(CostTerm.PLAIN_SINGLE_SUM, singles);
            counts.add(CostTerm.PLAIN_SINGLE_1, singles * taps);
        }
    }

    /** {@code tns_layer_finish}. */
    static void finish(TermCounts counts, Kernels kernels, int channels, double calls, int pixels, boolean quick) {
        int parts = kernels.mve() ? quads(channels) : channels;
        counts.add(CostTerm.SUMS, calls);
        counts.add(CostTerm.SUMS_CHANNEL, calls * parts);
        counts.add(CostTerm.SUMS_OUTPUT, calls * parts * pixels);
        if (!quick && !kernels.mve()) {
            counts.add(CostTerm.SUMS_SLOW, calls * channels * pixels);
        }
    }

    private static void vectors(TermCounts counts, int taps, int channels, double calls, int pixels, boolean quick) {
        double quads = calls * quads(channels);
        counts.add(CostTerm.VECTOR_LAYER, calls);
        if (taps <= 16) {
            counts.add(CostTerm.VECTOR_QUAD, quads);
            counts.add(CostTerm.VECTOR_SHORT, quads * pixels);
        } else {
            counts.add(CostTerm.VECTOR_LONG_QUAD, quads);
            counts.add(CostTerm.VECTOR_LONG, quads * pixels);
            counts.add(CostTerm.VECTOR_LONG_16, quads * pixels * parts(taps, 16));
        }
        double usual = quick ? Math.floorDiv(channels, 4) : 0;
        counts.add(CostTerm.VECTOR_SLOW, (quads - calls * usual) * pixels);
    }

    /** Pairs of channels of pairs of pixels, then the last pixel; Armv6-M has too few registers for pairs. */
    private static void plain(
            TermCounts counts, Kernels kernels, int taps, int channels, double calls, int pixels, boolean quick) {
        int paired = kernels.kind() == Kernels.Kind.THUMB1 ? 0 : pixels & ~1;
        int last = pixels - paired;
        double pairs = paired > 0 ? calls * Math.floorDiv(channels, 2) : 0;
        double twos = pairs * Math.floorDiv(paired, 2);
        counts.add(CostTerm.PLAIN_LAYER, calls);
        counts.add(CostTerm.PLAIN_PAIR, pairs);
        counts.add(CostTerm.PLAIN_TWO, twos);
        counts.add(CostTerm.PLAIN_TWO_4, twos * Math.floorDiv(taps, 4));
        counts.add(CostTerm.PLAIN_TWO_1, twos * (taps % 4));
        double fours = calls * last * Math.floorDiv(channels, 4);
        counts.add(CostTerm.PLAIN_FOUR, fours);
        fourTaps(counts, taps, fours);
        double singles = calls * ((double) paired * (channels % 2) + (double) last * (channels % 4));
        counts.add(CostTerm.PLAIN_SINGLE, singles);
        counts.add(CostTerm.PLAIN_SINGLE_1, singles * taps);
        counts.add(CostTerm.SLOW_OUTPUT, quick ? 0 : calls * pixels * channels);
    }

    private static void fourTaps(TermCounts counts, int taps, double fours) {
        counts.add(CostTerm.PLAIN_FOUR_4, fours * Math.floorDiv(taps, 4));
        counts.add(CostTerm.PLAIN_FOUR_1, fours * (taps % 4));
    }

    static int quads(int channels) {
        return parts(channels, 4);
    }

    /** How many of {@code size} cover {@code all}. */
    static int parts(int all, int size) {
        return (all + size - 1) / size;
    }
}
