package io.tinsmith.training.internal.data;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** A split for data that comes in one part: of each class the same share, at least one, drawn by a seed. */
final class Stratified {
    static final double TEST_SHARE = 0.2;

    private Stratified() {}

    /**
     * Which samples are for testing.
     *
     * @param labels below {@code classes}
     */
    static boolean[] tests(int[] labels, int classes, double share, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        boolean[] test = new boolean[labels.length];
        for (int c = 0; c < classes; c++) {
            List<Integer> members = new ArrayList<>();
            for (int i = 0; i < labels.length; i++) {
                if (labels[i] == c) {
                    members.add(i);
                }
            }
            int wanted = members.isEmpty() ? 0 : (int) Math.max(1, Math.round(share * members.size()));
            for (int i = 0; i < wanted; i++) {
                int j = i + random.nextInt(members.size() - i);
                int chosen = members.get(j);
                members.set(j, members.get(i));
                test[chosen] = true;
            }
        }
        return test;
    }
}
