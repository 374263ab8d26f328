package io.tinsmith.graph;

/** How an int32 accumulator is scaled to int8. The first two differ by one in 0.1 to 0.2 % of a layer's
 * values, the last two where a sum lies at a tie or exceeds the 24 bits of a float. */
public enum Rounding {
    /** Rounding doubling high multiply, then a rounding shift: TFLite Micro and CMSIS-NN. */
    DOUBLE,
    /** One 64-bit rounding: TFLite's own kernels. */
    SINGLE,
    /**
     * One float32 product, rounded half to even: XNNPACK, with which the official runtime computes convolutions and dense
     * layers on hosts and phones. For the interpreter only; there are no C kernels for it.
     */
    FLOAT
}
