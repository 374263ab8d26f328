package io.tinsmith.graph;

/** What a reduction makes of the values along its axes. */
public enum Reduction {
    SUM,
    MEAN,
    MAX
}
