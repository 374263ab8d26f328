package io.tinsmith.memory.internal;

/**
 * One way to run the ops of a block, by estimate.
 *
 * @param bytes live at its peak, all tensors that are live across it included
 * @param extraMacs that are computed more than once
 * @param weight how much more there is to do beside MACs than in layers, in ops that run by rows
 * @param splits bit {@code i} for bottleneck {@code i}
 * @param group channels that a split expands at a time
 */
record Way(Kind kind, long bytes, long extraMacs, int weight, int strips, long splits, int group) {
    /** Without splits. */
    Way(Kind kind, long bytes, long extraMacs, int weight, int strips) {
        this(kind, bytes, extraMacs, weight, strips, 0, 0);
    }

    enum Kind {
        LAYER,
        GROUPED,
        STREAM
    }

    boolean isNoWorseThan(Way other) {
        return bytes <= other.bytes && extraMacs <= other.extraMacs && weight <= other.weight;
    }

    boolean isCheaperThan(Way other) {
        return extraMacs < other.extraMacs || (extraMacs == other.extraMacs && weight < other.weight);
    }
}
