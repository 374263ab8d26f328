package io.tinsmith.training.internal.data;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/** Samples to train on and samples to test with. */
record Parts<T>(List<T> train, List<T> test) {
    Parts {
        train = List.copyOf(train);
        test = List.copyOf(test);
    }

    /** As they are where there are tests, else split by class. */
    Parts<T> orSplit(ToIntFunction<T> label, int classes, long seed) {
        if (!test.isEmpty()) {
            return this;
        }
        boolean[] tests =
                Stratified.tests(train.stream().mapToInt(label).toArray(), classes, Stratified.TEST_SHARE, seed);
        List<T> kept = new ArrayList<>();
        List<T> held = new ArrayList<>();
        for (int i = 0; i < tests.length; i++) {
            (tests[i] ? held : kept).add(train.get(i));
        }
        return new Parts<>(kept, held);
    }
}
