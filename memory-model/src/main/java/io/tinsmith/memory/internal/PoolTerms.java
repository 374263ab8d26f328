package io.tinsmith.memory.internal;

import io.tinsmith.memory.CostTerm;
import io.tinsmith.memory.Kernels;
import io.tinsmith.memory.TermCounts;

/** Terms of the poolings over a window. */
final class PoolTerms {
    private PoolTerms() {}

    /** What one kind of pooling is counted in. */
    private record Kind(CostTerm pixel, CostTerm output, CostTerm row, CostTerm tap) {}

    private static final Kind MAX =
            new Kind(CostTerm.MAX_PIXEL, CostTerm.MAX_OUTPUT, CostTerm.MAX_KERNEL_ROW, CostTerm.MAX_TAP);
    private static final Kind MAX_STREAM = new Kind(
            CostTerm.MAX_STREAM_PIXEL,
            CostTerm.MAX_STREAM_OUTPUT,
            CostTerm.MAX_STREAM_KERNEL_ROW,
            CostTerm.MAX_STREAM_TAP);
    private static final Kind AVERAGE = new Kind(
            CostTerm.AVERAGE_PIXEL, CostTerm.AVERAGE_OUTPUT, CostTerm.AVERAGE_KERNEL_ROW, CostTerm.AVERAGE_TAP);
    private static final Kind AVERAGE_STREAM = new Kind(
            CostTerm.AVERAGE_STREAM_PIXEL,
            CostTerm.AVERAGE_STREAM_OUTPUT,
            CostTerm.AVERAGE_STREAM_KERNEL_ROW,
            CostTerm.AVERAGE_STREAM_TAP);

    static void max(TermCounts counts, KernelShape s, boolean stream) {
        add(counts, stream ? MAX_STREAM : MAX, s, s.outC());
    }

    /** The vector extension sums up four channels of a whole image at a time. */
    static void average(TermCounts counts, Kernels kernels, KernelShape s, boolean stream) {
        int parts = kernels.mve() && !stream ? LayerTerms.quads(s.outC()) : s.outC();
        add(counts, stream ? AVERAGE_STREAM : AVERAGE, s, parts);
    }

    private static void add(TermCounts counts, Kind kind, KernelShape s, int parts) {
        double outputs = s.rows().count() * s.outW() * s.outC();
        KernelShape.Edges edges = s.edges();
        int taps = edges.taps() + (s.outW() - edges.pixels()) * s.kernelW();
        counts.add(kind.pixel(), s.rows().count() * s.outW());
        counts.add(kind.output(), outputs);
        counts.add(kind.row(), s.rows().inside() * s.outW() * parts);
        counts.add(kind.tap(), s.rows().inside() * taps * parts);
    }
}
