package io.tinsmith.training.internal;

import java.util.SplittableRandom;

/** Seeds derived from seeds, and draws that are the same on every Java version. */
public final class Seeds {
    private Seeds() {}

    /** A seed of its own for each combination. */
    public static long mix(long seed, long a, long b) {
        long z = seed;
        for (long part : new long[] {a, b}) {
            // SplitMix64's finalizer (Steele, Lea, Flood 2014).
            z += part * 0x9E3779B97F4A7C15L + 0xD1B54A32D192ED03L;
            z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
            z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
            z ^= z >>> 31;
        }
        return z;
    }

    /** A standard normal value, by Box and Muller. */
    public static double gaussian(SplittableRandom random) {
        double u = 1 - random.nextDouble();
        double v = random.nextDouble();
        return StrictMath.sqrt(-2 * StrictMath.log(u)) * StrictMath.cos(2 * StrictMath.PI * v);
    }

    /** 0 to n-1 in random order. */
    public static int[] permutation(int n, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }
}
