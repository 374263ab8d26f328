package io.tinsmith.graph.internal;

/** A kernel whose output is made of sums over its whole input, of one image. */
interface SummingKernel extends Kernel {
    /** Adds neighbouring values, of whole pixels, to the sums; {@code at} is the place of the first in the input. */
    void add(int at, byte[] values, int[] sums);

    /** The output, from the sums of all values by output channel. */
    byte[] ofSums(int[] sums);
}
