package io.tinsmith.graph.internal;

/** A kernel of one input whose output rows can be computed one by one. */
interface SlabKernel extends Kernel {
    /** The kernel that computes output row {@code y} alone from input rows {@code first} to {@code first + count - 1}. */
    Kernel onSlab(int first, int count, int y);
}
