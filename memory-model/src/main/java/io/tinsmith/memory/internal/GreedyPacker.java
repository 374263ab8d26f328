package io.tinsmith.memory.internal;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Offsets by first fit in several orders; the best is kept. Greedy by size and by breadth after Pisarchyk and Lee,
 * "Efficient Memory Management for Deep Neural Net Inference", 2020, arXiv:2001.03288.
 *
 * <p>The orders look at sizes and lifetimes alone, so that the result does not hang on how tensors are numbered.
 */
public final class GreedyPacker {
    private GreedyPacker() {}

    /**
     * Offsets by buffer; stops at the first order that needs no more than {@code lowerBound}.
     *
     * @param turns how often the best order may be changed after that: what reaches above the bound is placed first
     */
    public static long[] pack(Buffers buffers, long[] liveBytes, long lowerBound, int turns) {
        Integer[] order = IntStream.range(0, buffers.count()).boxed().toArray(Integer[]::new);
        Integer[] bestOrder = order;
        long[] best = new long[0];
        long bestHeight = Long.MAX_VALUE;
        for (Comparator<Integer> comparator : orders(buffers, liveBytes)) {
            Arrays.sort(order, comparator);
            long[] offsets = fit(buffers, order, lowerBound);
            long height = buffers.height(offsets);
            if (height < bestHeight) {
                best = offsets;
                bestHeight = height;
                bestOrder = order.clone();
            }
            if (bestHeight <= lowerBound) {
                return best;
            }
        }
        return improved(buffers, bestOrder, best, lowerBound, turns);
    }

    private static long[] improved(Buffers buffers, Integer[] start, long[] known, long lowerBound, int turns) {
        SplittableRandom random = new SplittableRandom(buffers.count());
        long[] best = known;
        long bestHeight = buffers.height(known);
        Integer[] bestOrder = start;
        Integer[] order = highestFirst(buffers, start, known, lowerBound);
        for (int turn = 0; turn < turns && bestHeight > lowerBound; turn++) {
            long[] offsets = fit(buffers, order, lowerBound);
            long height = buffers.height(offsets);
            if (height < bestHeight) {
                best = offsets;
                bestHeight = height;
                bestOrder = order;
            }
            Integer[] next = highestFirst(buffers, order, offsets, lowerBound);
            order = Arrays.equals(next, order) || turn % 8 == 7 ? swapped(bestOrder, random) : next;
        }
        return best;
    }

    /** Some pairs change places. */
    private static Integer[] swapped(Integer[] order, SplittableRandom random) {
        Integer[] next = order.clone();
        for (int i = 0; i < 2; i++) {
            int a = random.nextInt(next.length);
            int b = random.nextInt(next.length);
            Integer kept = next[a];
            next[a] = next[b];
            next[b] = kept;
        }
        return next;
    }

    /** The same order, but first those that reach above the bound. */
    private static Integer[] highestFirst(Buffers buffers, Integer[] order, long[] offsets, long lowerBound) {
        Integer[] next = new Integer[order.length];
        int n = 0;
        for (Integer b : order) {
            if (offsets[b] + buffers.sizes()[b] > lowerBound) {
                next[n++] = b;
            }
        }
        for (Integer b : order) {
            if (offsets[b] + buffers.sizes()[b] <= lowerBound) {
                next[n++] = b;
            }
        }
        return next;
    }

    /** The best of several ways to place one by one; the first that needs no more than {@code enough}. */
    private static long[] fit(Buffers buffers, Integer[] order, long enough) {
        if (!buffers.hasTrails()) {
            return firstFit(buffers, order, false);
        }
        long[] chained = TrailChains.firstFit(buffers, order);
        if (buffers.height(chained) <= enough) {
            return chained;
        }
        long[] loose = withTrails(buffers, order, enough);
        return buffers.height(loose) < buffers.height(chained) ? loose : chained;
    }

    /** First fit from the bottom and from the top: a trailer fits only on that side of its partner which is open. */
    private static long[] withTrails(Buffers buffers, Integer[] order, long enough) {
        long[] up = firstFit(buffers, order, false);
        if (buffers.height(up) <= enough) {
            return up;
        }
        long[] down = firstFit(buffers, order, true);
        long height = buffers.height(down);
        for (int b = 0; b < down.length; b++) {
            down[b] = height - down[b] - buffers.sizes()[b];
        }
        return height < buffers.height(up) ? down : up;
    }

    private static long[] firstFit(Buffers buffers, Integer[] order, boolean mirrored) {
        long[] offsets = new long[buffers.count()];
        Arrays.fill(offsets, -1);
        for (Integer buffer : order) {
            boolean partners = buffers.trails()[buffer];
            long size = buffers.sizes()[buffer];
            long offset = 0;
            boolean moved = true;
            while (moved) {
                moved = false;
                for (int other : buffers.neighbours()[buffer]) {
                    long start = offsets[other];
                    if (start < 0) {
                        continue;
                    }
                    long below = partners ? gap(buffers, buffer, other, mirrored) : size;
                    long above = partners ? gap(buffers, other, buffer, mirrored) : buffers.sizes()[other];
                    if (offset + below > start && offset < start + above) {
                        offset = start + above;
                        moved = true;
                    }
                }
            }
            offsets[buffer] = offset;
        }
        return offsets;
    }

    /** Least distance from the start of {@code lower} to that of {@code upper}; mirrored, starts are ends. */
    private static long gap(Buffers buffers, int lower, int upper, boolean mirrored) {
        if (!mirrored) {
            return buffers.gap(lower, upper);
        }
        // The true ends are at -offset: true start of upper = H - off(upper) - size(upper), and upper lies below there.
        return buffers.gap(upper, lower) + buffers.sizes()[lower] - buffers.sizes()[upper];
    }

    private static List<Comparator<Integer>> orders(Buffers b, long[] liveBytes) {
        long[] breadth = new long[b.count()];
        for (int i = 0; i < breadth.length; i++) {
            for (int step = b.firstUse()[i]; step <= b.lastUse()[i]; step++) {
                breadth[i] = Math.max(breadth[i], liveBytes[step]);
            }
        }
        Comparator<Integer> bySize = Comparator.comparingLong(i -> -b.sizes()[i]);
        Comparator<Integer> byLength = Comparator.comparingInt(i -> b.firstUse()[i] - b.lastUse()[i]);
        Comparator<Integer> byStart = Comparator.comparingInt(i -> b.firstUse()[i]);
        Comparator<Integer> byBreadth = Comparator.comparingLong(i -> -breadth[i]);
        return List.of(
                bySize.thenComparing(byLength).thenComparing(byStart),
                byBreadth.thenComparing(bySize).thenComparing(byLength).thenComparing(byStart),
                byBreadth.thenComparing(byLength).thenComparing(bySize).thenComparing(byStart),
                byLength.thenComparing(bySize).thenComparing(byStart),
                byStart.thenComparing(byLength).thenComparing(bySize));
    }
}
