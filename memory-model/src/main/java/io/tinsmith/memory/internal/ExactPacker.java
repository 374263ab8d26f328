package io.tinsmith.memory.internal;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Branch and bound for the least arena. Some optimal packing has every buffer resting on the bottom or on another, so
 * buffers are placed by ascending offset, each on the skyline of its lifetime. A node is cut when, in some step, the
 * skyline plus all that is still to come there reaches the best height known.
 */
public final class ExactPacker {
    private final Buffers buffers;
    private final long lowerBound;
    private final int nodeLimit;
    private final int[] candidates;
    private final long[] offsets;
    private final boolean[] placed;
    private final long[] skyline;
    private final long[] remaining;
    private long[] best;
    private long bestHeight;
    private int nodes;

    private ExactPacker(Buffers buffers, long[] liveBytes, long[] known, long lowerBound, int nodeLimit) {
        this.buffers = buffers;
        this.lowerBound = lowerBound;
        this.nodeLimit = nodeLimit;
        this.best = known;
        this.bestHeight = buffers.height(known);
        this.offsets = new long[buffers.count()];
        this.placed = new boolean[buffers.count()];
        this.skyline = new long[buffers.steps()];
        this.remaining = liveBytes.clone();
        Comparator<Integer> order = Comparator.<Integer>comparingLong(i -> -buffers.sizes()[i])
                .thenComparing(i -> buffers.firstUse()[i] - buffers.lastUse()[i])
                .thenComparing(i -> buffers.firstUse()[i]);
        this.candidates = IntStream.range(0, buffers.count())
                .boxed()
                .sorted(order)
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** Offsets no worse than {@code known}; the optimum unless the node limit stops the search. */
    public static long[] pack(Buffers buffers, long[] liveBytes, long[] known, long lowerBound, int nodeLimit) {
        ExactPacker packer = new ExactPacker(buffers, liveBytes, known, lowerBound, nodeLimit);
        packer.descend(0, 0);
        return packer.best;
    }

    private void descend(int depth, long floor) {
        if (depth == candidates.length) {
            best = offsets.clone();
            bestHeight = buffers.height(best);
            return;
        }
        long[] saved = skyline.clone();
        long after = -1;
        while (nodes < nodeLimit && bestHeight > lowerBound) {
            // Lowest seat first: what is put down later lies at or above it.
            long seat = nextSeat(floor, after);
            if (seat < 0) {
                return;
            }
            int previous = -1;
            for (int candidate : candidates) {
                if (!placed[candidate] && seat(candidate) == seat && !twins(previous, candidate)) {
                    previous = candidate;
                    tryAt(candidate, seat, depth);
                    System.arraycopy(saved, 0, skyline, 0, saved.length);
                }
            }
            after = seat;
        }
    }

    private void tryAt(int buffer, long seat, int depth) {
        if (++nodes > nodeLimit || bestHeight <= lowerBound) {
            return;
        }
        put(buffer, seat, -1);
        if (bound(seat) < bestHeight) {
            descend(depth + 1, seat);
        }
        put(buffer, seat, 1);
    }

    private void put(int buffer, long seat, int sign) {
        boolean on = sign < 0;
        placed[buffer] = on;
        offsets[buffer] = seat;
        for (int step = buffers.firstUse()[buffer]; step <= buffers.lastUse()[buffer]; step++) {
            remaining[step] += sign * buffers.sizes()[buffer];
            if (on) {
                skyline[step] = seat + buffers.sizes()[buffer];
            }
        }
    }

    private long bound(long floor) {
        long bound = 0;
        for (int step = 0; step < skyline.length; step++) {
            long base = remaining[step] > 0 ? Math.max(floor, skyline[step]) : skyline[step];
            bound = Math.max(bound, base + remaining[step]);
        }
        return bound;
    }

    private long nextSeat(long floor, long after) {
        return Arrays.stream(candidates)
                .filter(c -> !placed[c])
                .mapToLong(this::seat)
                .filter(s -> s >= floor && s > after)
                .min()
                .orElse(-1);
    }

    private long seat(int buffer) {
        long seat = 0;
        for (int step = buffers.firstUse()[buffer]; step <= buffers.lastUse()[buffer]; step++) {
            seat = Math.max(seat, skyline[step]);
        }
        return seat;
    }

    private boolean twins(int a, int b) {
        return a >= 0
                && buffers.sizes()[a] == buffers.sizes()[b]
                && buffers.firstUse()[a] == buffers.firstUse()[b]
                && buffers.lastUse()[a] == buffers.lastUse()[b];
    }
}
