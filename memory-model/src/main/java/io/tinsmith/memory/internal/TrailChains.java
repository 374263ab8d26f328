package io.tinsmith.memory.internal;

import java.util.Arrays;

/**
 * First fit where buffers that overlap their partners are placed together: each output just so far below the input over
 * which it is written as it must be, and so on from stream to stream. Placed one by one, the second output of such a
 * chain would find no room below the first.
 */
final class TrailChains {
    private final Buffers buffers;
    private final int[] upper; // by buffer: the one that it trails, or -1
    private final long[] offsets;
    private final boolean[] isPlaced;

    private TrailChains(Buffers buffers) {
        this.buffers = buffers;
        this.upper = new int[buffers.count()];
        this.offsets = new long[buffers.count()];
        this.isPlaced = new boolean[buffers.count()];
        Arrays.fill(upper, -1);
        for (int b = 0; b < upper.length; b++) {
            if (buffers.trailer()[b] >= 0) {
                upper[buffers.trailer()[b]] = b;
            }
        }
    }

    /** Offsets by buffer when they are placed in {@code order}, each with the rest of its chain. */
    static long[] firstFit(Buffers buffers, Integer[] order) {
        TrailChains chains = new TrailChains(buffers);
        for (Integer buffer : order) {
            if (!chains.isPlaced[buffer]) {
                chains.place(buffer);
            }
        }
        return chains.offsets;
    }

    private void place(int member) {
        int lowest = member;
        while (buffers.trailer()[lowest] >= 0) {
            lowest = buffers.trailer()[lowest];
        }
        long base = 0;
        for (long raised = base(lowest, base); raised > base; raised = base(lowest, base)) {
            base = raised;
        }
        for (int b = lowest; b >= 0; b = upper[b]) {
            offsets[b] = base;
            isPlaced[b] = true;
            base += upper[b] < 0 ? 0 : buffers.distance()[upper[b]];
        }
    }

    /** Where the chain that begins with {@code lowest} must at least start, if not at {@code base}. */
    private long base(int lowest, long base) {
        long relative = 0;
        for (int b = lowest; b >= 0; b = upper[b]) {
            long start = base + relative;
            for (int other : buffers.neighbours()[b]) {
                if (isPlaced[other]
                        && start < offsets[other] + buffers.sizes()[other]
                        && offsets[other] < start + buffers.sizes()[b]) {
                    return offsets[other] + buffers.sizes()[other] - relative;
                }
            }
            relative += upper[b] < 0 ? 0 : buffers.distance()[upper[b]];
        }
        return base;
    }
}
