package io.tinsmith.training.supernet.internal;

import java.util.LinkedHashMap;
import java.util.Map;

/** The functions of the skeletons met so far, each built when first needed; kept until closed. */
final class SharedFunctions implements AutoCloseable {
    private final int channels;
    private final int classes;
    private final Map<Skeleton, SkeletonFunction> functions = new LinkedHashMap<>();

    SharedFunctions(int channels, int classes) {
        this.channels = channels;
        this.classes = classes;
    }

    synchronized SkeletonFunction of(Skeleton skeleton) {
        return functions.computeIfAbsent(skeleton, s -> new SkeletonFunction(s, channels, classes));
    }

    @Override
    public synchronized void close() {
        functions.values().forEach(SkeletonFunction::close);
        functions.clear();
    }
}
