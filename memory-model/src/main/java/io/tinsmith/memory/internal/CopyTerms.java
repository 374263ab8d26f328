package io.tinsmith.memory.internal;

import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Move;
import io.tinsmith.graph.Op;
import io.tinsmith.memory.CostTerm;
import io.tinsmith.memory.Kernels;
import io.tinsmith.memory.TermCounts;

/** Terms of copies, as newlib's two memcpys make them, and of what consists of them. */
final class CopyTerms {
    /** On Armv6-M shorter pieces, and all that are not aligned, go byte by byte. */
    private static final int LEAST_BLOCK = 16;

    /** On Armv7-M and later shorter pieces go byte by byte if they are not aligned. */
    private static final int LEAST_UNALIGNED = 8;

    /** Compilers copy up to so many bytes without a call where they know how many. */
    private static final int MOST_INLINE = 64;

    private CopyTerms() {}

    /**
     * Copies one after another.
     *
     * @param from address of the first, of which the remainder by 4 counts, and what each next is further
     * @param to the same of where they go
     */
    private record Run(int bytes, long from, long fromStep, long to, long toStep) {
        boolean aligned(int i) {
            return (from + i * fromStep) % 4 == 0 && (to + i * toStep) % 4 == 0;
        }

        /** Bytes until what is copied to is aligned, where what is copied from is not. */
        int before(int i) {
            return (from + i * fromStep) % 4 == 0 ? 0 : (int) (-(to + i * toStep) & 3);
        }
    }

    static void concat(TermCounts counts, Kernels kernels, Graph graph, Op.Concat op, double calls, double pixels) {
        int inputs = op.inputs().size();
        counts.add(CostTerm.CONCAT, calls);
        counts.add(CostTerm.CONCAT_INPUT, calls * inputs);
        counts.add(CostTerm.CONCAT_PIXEL, pixels * inputs);
        int all = graph.tensor(op.output()).shape().channels();
        int offset = 0;
        for (int input : op.inputs()) {
            int channels = graph.tensor(input).shape().channels();
            copies(counts, kernels, pixels, new Run(channels, 0, channels, offset, all));
            offset += channels;
        }
    }

    /** The channels of pixels that lie one behind the other. */
    static void pixels(TermCounts counts, Kernels kernels, double pixels, int channels) {
        copies(counts, kernels, pixels, new Run(channels, 0, channels, 0, channels));
    }

    /** Runs of values, of which the last axis is one. */
    static void runs(TermCounts counts, Kernels kernels, Move move, double runs) {
        int axis = move.extents().size() - 2;
        long fromStep = axis < 0 ? 0 : move.inStrides().get(axis);
        long toStep = axis < 0 ? 0 : move.outStrides().get(axis);
        int bytes = Math.toIntExact(move.run());
        copies(counts, kernels, runs, new Run(bytes, move.inOffset(), fromStep, move.outOffset(), toStep));
    }

    /** Rows that lie one behind the other, to where all is aligned. */
    static void rows(TermCounts counts, Kernels kernels, double rows, int bytes) {
        copies(counts, kernels, rows, new Run(bytes, 0, bytes, 0, 0));
    }

    /** A whole tensor, of as many bytes as the compiler knows. */
    static void whole(TermCounts counts, Kernels kernels, int bytes) {
        if (bytes <= MOST_INLINE) {
            counts.add(CostTerm.COPY_INLINE, 1);
            counts.add(CostTerm.COPY_INLINE_16, Math.floorDiv(bytes, 16));
            counts.add(CostTerm.COPY_TAIL, bytes % 4 == 0 ? 0 : 1);
            return;
        }
        copies(counts, kernels, 1, new Run(bytes, 0, 0, 0, 0));
    }

    /** The remainders of addresses repeat after four. */
    private static void copies(TermCounts counts, Kernels kernels, double times, Run run) {
        counts.add(CostTerm.COPY, times);
        for (int i = 0; i < 4; i++) {
            if (kernels.kind() == Kernels.Kind.THUMB1) {
                small(counts, times / 4, run.bytes(), run.aligned(i));
            } else {
                large(counts, times / 4, run.bytes(), run.aligned(i), run.before(i));
            }
        }
    }

    private static void small(TermCounts counts, double times, int bytes, boolean aligned) {
        if (!aligned || bytes < LEAST_BLOCK) {
            counts.add(CostTerm.COPY_BYTE, times * bytes);
            return;
        }
        counts.add(CostTerm.COPY_BLOCKS, times);
        words(counts, times, bytes);
        counts.add(CostTerm.COPY_BYTE, times * (bytes % 4));
    }

    private static void large(TermCounts counts, double times, int bytes, boolean aligned, int before) {
        counts.add(CostTerm.COPY_UNALIGNED, aligned ? 0 : times);
        if (!aligned && bytes < LEAST_UNALIGNED) {
            counts.add(CostTerm.COPY_BYTE, times * bytes);
            return;
        }
        counts.add(CostTerm.COPY_BLOCKS, times);
        counts.add(CostTerm.COPY_TAIL, before == 0 ? 0 : times);
        int rest = bytes - before;
        counts.add(CostTerm.COPY_64, times * Math.floorDiv(rest, 64));
        words(counts, times, rest % 64);
        counts.add(CostTerm.COPY_TAIL, rest % 4 == 0 ? 0 : times);
    }

    private static void words(TermCounts counts, double times, int bytes) {
        counts.add(CostTerm.COPY_16, times * Math.floorDiv(bytes, 16));
        counts.add(CostTerm.COPY_4, times * Math.floorDiv(bytes % 16, 4));
    }
}
