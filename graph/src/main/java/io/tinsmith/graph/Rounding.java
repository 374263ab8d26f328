package io.tinsmith.graph;

/** How an int32 accumulator is scaled to int8. The two differ by one in 0.1 to 0.2 % of a layer's values. */
public enum Rounding {
    /** Rounding doubling high multiply, then a rounding shift: TFLite Micro and CMSIS-NN. */
    DOUBLE,
    /** One 64-bit rounding: TFLite's own kernels, XNNPACK, LiteRT. */
    SINGLE
}
