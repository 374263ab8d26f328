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
        int capacity = capacity(s, held);
        int atOnce = (capacity - 3) / s.strideH() + 1;
        int batches = (rows + atOnce - 1) / atOnce;
        int quads = LayerTerms.quads(s.inC());
        for (int x = 0; x < s.outW(); x += widest) {
            int width = Math.min(widest, s.outW() - x);
            // Two rows at a time, where four rows of planes are there for them.
            boolean blocks = held >= 4 && s.strideH() == 1 && s.strideW() == 1 && width > 1;
            int pairs = blocks ? rows / 2 : 0;
            int left = rows - 2 * pairs;
            int twos = width / 2;
            int ones = width % 2;
            double channels = calls * s.inC();
            counts.add(CostTerm.PLANES, calls);
            counts.add(CostTerm.PLANES_QUAD, calls * quads);
            counts.add(CostTerm.PLANES_BATCH, calls * batches * quads);
            counts.add(CostTerm.PLANES_CHANNEL, channels * batches);
            counts.add(CostTerm.PLANES_ROW, channels * (pairs + left));
            counts.add(CostTerm.PLANES_FOUR, channels * pairs * twos);
            // The last column of two rows takes what two of one row do.
            counts.add(CostTerm.PLANES_TWO, channels * pairs * ones);
            counts.add(s.strideW() == 1 ? CostTerm.PLANES_TWO : CostTerm.PLANES_APART, channels * left * twos);
            counts.add(CostTerm.PLANES_ONE, channels * left * ones);
            counts.add(CostTerm.PLANES_AWAY, s.away() ? channels * (2 * pairs + left) * 2 * twos : 0);
            fill(counts, s, rows, calls, s.left() + x * s.strideW(), width, capacity);
        }
        counts.add(CostTerm.CLAMP_VALUE, s.quick() ? 0 : all * s.outW() * s.inC());
    }

    /** Of {@code tns_dsp_capacity}: rows that the planes hold. */
    private static int capacity(KernelShape s, int held) {
        if (s.strideH() == 1) {
            return held < 4 ? 3 : held / 2 * 2;
        }
        return held < 6 ? 3 : held;
    }

    /** The rows that become planes: each once, where strides are at most 3. */
    private static void fill(
            TermCounts counts, KernelShape s, int rows, double calls, int left, int width, int capacity) {
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
        // Padding stays for all channels where all rows fit.
        int times = (rows - 1) * s.strideH() + 3 <= capacity ? 1 : quads;
        counts.add(CostTerm.PLANES_PADDING_WORD, calls * times * (used - inside) * words);
    }
}
