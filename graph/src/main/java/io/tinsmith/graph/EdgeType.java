package io.tinsmith.graph;

/** What a model's file takes at an input, or gives at an output. */
public enum EdgeType {
    /** The values that the graph itself computes with. */
    INSIDE,
    /** Real values: {@code q = round(real / scale) + zeroPoint}, and {@code real = scale * (q - zeroPoint)}. */
    FLOAT32,
    /** Bytes from 0 to 255: the int8 values plus 128, of the same scale. */
    UINT8
}
