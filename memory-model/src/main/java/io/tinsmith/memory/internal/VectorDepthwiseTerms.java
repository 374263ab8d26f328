package io.tinsmith.memory.internal;

import io.tinsmith.memory.CostTerm;
import io.tinsmith.memory.Kernels;
import io.tinsmith.memory.TermCounts;

/** Terms of {@code tns_mve_narrow.h} and {@code tns_mve_depthwise.h}: depthwise rows with the vector extension. */
final class VectorDepthwiseTerms {
    private static final int NARROW_WIDTH = 8;
    private static final int NARROW_KERNEL_H = 16;
    private static final int FILTER_BYTES = 512;

    private VectorDepthwiseTerms() {}

    /** False where neither is for the shape. */
    static boolean add(TermCounts counts, Kernels kernels, KernelShape s) {
        int block = (kernels.columnBytes() / (s.kernelH() * s.kernelW())) & ~15;
        if (s.outW() <= NARROW_WIDTH
                && s.inC() % 16 == 0
                && s.dilationW() == 1
                && s.kernelH() <= NARROW_KERNEL_H
                && block > 0) {
            narrow(counts, s, block);
            return true;
        }
        return windows(counts, kernels, s);
    }

    private static void narrow(TermCounts counts, KernelShape s, int block) {
        double rows = s.rows().count();
        double pixels = rows * s.outW();
        int groups = s.inC() / 16;
        int blocks = (s.inC() + block - 1) / block;
        counts.add(CostTerm.NARROW_PIXEL, pixels * blocks);
        counts.add(CostTerm.NARROW_GROUP, pixels * groups);
        counts.add(CostTerm.NARROW_ROW, pixels * groups * s.kernelH());
        counts.add(CostTerm.NARROW_TAP, pixels * groups * s.kernelH() * s.kernelW());
        double whole = s.rows().inside() * (s.outW() - s.edges().pixels());
        double copied = (pixels * s.kernelH() - whole) * s.kernelW();
        counts.add(CostTerm.NARROW_EDGE_TAP, copied * blocks);
        counts.add(CostTerm.NARROW_EDGE_16, copied * groups);
    }

    /** {@code tns_mve_window_of} and what follows. */
    private static boolean windows(TermCounts counts, Kernels kernels, KernelShape s) {
        int depth = s.kernelH() == 3 ? 4 : s.kernelH();
        int columns = (s.kernelW() - 1) * s.dilationW() + 1;
        int padded = (columns * depth + 15) & ~15;
        int room = (kernels.columnBytes() - 16) / 8 / depth - columns;
        if (room < 0 || 8 * padded > FILTER_BYTES) {
            return false;
        }
        int atOnce = Math.min(s.outW(), room / s.strideW() + 1);
        double rows = s.rows().count();
        int eights = (s.inC() + 7) / 8;
        int quads = LayerTerms.quads(s.inC());
        counts.add(CostTerm.WINDOW_CHANNELS, rows * eights);
        counts.add(CostTerm.WINDOW_FILTER_TAP, rows * eights * s.kernelH() * s.kernelW());
        for (int x = 0; x < s.outW(); x += atOnce) {
            int pixels = Math.min(atOnce, s.outW() - x);
            counts.add(CostTerm.WINDOW_COPY, rows * eights);
            counts.add(CostTerm.WINDOW_COPY_ROW, rows * eights * s.kernelH());
            counts.add(
                    CostTerm.WINDOW_COPY_COLUMN, rows * eights * s.kernelH() * ((pixels - 1) * s.strideW() + columns));
            counts.add(CostTerm.WINDOW_QUAD, rows * quads);
        }
        double outputs = rows * quads * s.outW();
        double usual = s.quick() ? rows * Math.floorDiv(s.inC(), 4) * s.outW() : 0;
        if (padded == 16) {
            counts.add(CostTerm.WINDOW_SHORT, outputs);
            counts.add(CostTerm.WINDOW_SLOW, outputs - usual);
        } else {
            counts.add(CostTerm.WINDOW_LONG, outputs);
            counts.add(CostTerm.WINDOW_LONG_16, outputs * Math.floorDiv(padded, 16));
        }
        return true;
    }
}
