package io.tinsmith.memory.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ExactPackerTest {
    /** Against all permutations with first fit, which hold an optimum for so few buffers. */
    @Test
    void findsTheOptimumOfSmallProblems() {
        SplittableRandom random = new SplittableRandom(3);
        int improved = 0;
        for (int i = 0; i < 300; i++) {
            Buffers buffers = random(random, 6);
            long[] live = buffers.liveBytes();
            long bound = Arrays.stream(live).max().orElseThrow();
            long[] greedy = GreedyPacker.pack(buffers, live, bound, 0);
            long[] exact = ExactPacker.pack(buffers, live, greedy, bound, 1_000_000);
            assertDisjoint(buffers, exact);
            assertThat(buffers.height(exact)).isEqualTo(bruteForce(buffers, new long[6], 0));
            improved += buffers.height(exact) < buffers.height(greedy) ? 1 : 0;
        }
        assertThat(improved).isPositive();
    }

    private static Buffers random(SplittableRandom random, int count) {
        int[] first = new int[count];
        int[] last = new int[count];
        long[] sizes = new long[count];
        for (int b = 0; b < count; b++) {
            first[b] = random.nextInt(6);
            last[b] = Math.min(5, first[b] + random.nextInt(4));
            sizes[b] = 4L * (1 + random.nextInt(6));
        }
        int[] noTrails = new int[count];
        Arrays.fill(noTrails, -1);
        return new Buffers(
                6,
                count,
                sizes,
                first,
                last,
                noTrails,
                new long[count],
                new boolean[count],
                new int[0],
                new int[0],
                Buffers.neighbours(count, first, last));
    }

    private static long bruteForce(Buffers buffers, long[] offsets, int placedMask) {
        if (placedMask == (1 << buffers.count()) - 1) {
            return buffers.height(offsets);
        }
        long best = Long.MAX_VALUE;
        for (int b = 0; b < buffers.count(); b++) {
            if ((placedMask & 1 << b) == 0) {
                long offset = 0;
                for (int other = 0; other < buffers.count(); other++) {
                    if ((placedMask & 1 << other) != 0 && buffers.conflict(b, other)) {
                        offset = Math.max(offset, offsets[other] + buffers.sizes()[other]);
                    }
                }
                offsets[b] = offset;
                best = Math.min(best, bruteForce(buffers, offsets, placedMask | 1 << b));
            }
        }
        return best;
    }

    private static void assertDisjoint(Buffers buffers, long[] offsets) {
        for (int a = 0; a < buffers.count(); a++) {
            for (int b = 0; b < a; b++) {
                assertThat(buffers.conflict(a, b)
                                && offsets[a] < offsets[b] + buffers.sizes()[b]
                                && offsets[b] < offsets[a] + buffers.sizes()[a])
                        .isFalse();
            }
        }
    }
}
