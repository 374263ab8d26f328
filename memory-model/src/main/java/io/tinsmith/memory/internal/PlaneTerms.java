package io.tinsmith.memory.internal;

import io.tinsmith.memory.CostTerm;
import io.tinsmith.memory.DspDepthwise;
import io.tinsmith.memory.Kernels;
import io.tinsmith.memory.TermCounts;

/** Terms of {@code tns_dsp_depthwise.c}: kernels 3x3 from planes of int16, four channels at a time. */
final class PlaneTerms {
    private PlaneTerms() {}

    static boolean fits(KernelShape s, boolean together) {
        return s.dspDepthwise().fitsPlanes(together);
    }

    static boolean fitsInPlace(Kernels kernels, KernelShape s) {
        int widest = s.dspDepthwise().widest(DspDepthwise.widePitchWords(kernels.columnBytes()));
        return fits(s, true) && s.outW() <= widest;
    }

    static void add(TermCounts counts, Kernels kernels, KernelShape s, boolean together) {
        double all = s.rows().count();
        if (all == 0) {
            return;
        }
        int rows = together ? (int) Math.round(all) : 1;
        double calls = all / rows;
        DspDepthwise kernel = s.dspDepthwise();
        int pitch = kernel.pitchWords(kernels.columnBytes());
        int widest = kernel.widest(pitch);
        int held = DspDepthwise.planeWords(kernels.columnBytes()) / pitch;
        int capacity = held < 6 ? 3 : held;
        int quads = LayerTerms.quads(s.inC());
        for (int x = 0; x < s.outW(); x += widest) {
            int width = Math.min(widest, s.outW() - x);
            int atOnce = width < s.outW() ? 1 : (capacity - 3) / s.strideH() + 1;
            int batches = (rows + atOnce - 1) / atOnce;
            counts.add(CostTerm.PLANES, calls);
            counts.add(CostTerm.PLANES_QUAD, calls * quads);
            counts.add(CostTerm.PLANES_BATCH, calls * batches * quads);
            counts.add(CostTerm.PLANES_CHANNEL, calls * batches * s.inC());
            counts.add(CostTerm.PLANES_ROW, all * s.inC());
            int twos = s.strideW() == 1 ? width / 2 : 0;
            counts.add(CostTerm.PLANES_TWO, all * s.inC() * twos);
            counts.add(CostTerm.PLANES_ONE, all * s.inC() * (width - 2 * twos));
            fill(counts, s, rows, calls, s.left() + x * s.strideW(), width);
        }
        counts.add(CostTerm.CLAMP_VALUE, s.quick() ? 0 : all * s.outW() * s.inC());
    }

    /** The rows that become planes: each once, where strides are at most 3. */
    private static void fill(TermCounts counts, KernelShape s, int rows, double calls, int left, int width) {
        int words = s.strideW() == 1 ? (width + 3) / 2 : width + 1;
        int begin = Math.max(0, Math.min(2 * words, -left));
        int end = Math.max(begin, Math.min(2 * words, s.inW() - left));
        // A word with one column takes what one with two does.
        int filled = end / 2 - begin / 2 + end % 2;
        double used;
        double inside;
        if (rows > 1 || s.rows().count() == 1) {
            used = s.strideH() < 3 ? (rows - 1.0) * s.strideH() + 3 : 3.0 * rows;
            double below = Math.max(0, (rows - 1) * s.strideH() + 3 - s.padTop() - s.inH());
            inside = used - s.padTop() - below;
        } else {
            used = 3;
            inside = s.rows().inside() / s.rows().count();
        }
        int quads = LayerTerms.quads(s.inC());
        counts.add(CostTerm.PLANES_FILL_ROW, calls * quads * inside);
        counts.add(CostTerm.PLANES_FILL_WORD, calls * quads * inside * filled);
        counts.add(CostTerm.PLANES_PADDING_WORD, calls * quads * (used - inside) * words);
    }
}
