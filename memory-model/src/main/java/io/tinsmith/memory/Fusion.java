package io.tinsmith.memory;

/** How far a schedule may leave plain layer-wise execution; each includes the ones before it. */
public enum Fusion {
    /** Every op reads and writes whole tensors of its own. */
    LAYER,
    /** Sums, products, functions of one value, reshapes and depthwise convolutions may write over an input that dies. */
    IN_PLACE,
    /** Blocks of ops may run row by row, as streams. */
    FUSED
}
