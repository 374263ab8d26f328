package io.tinsmith.graph.internal;

/** A kernel of one input whose output rows can be computed one by one. */
interface SlabKernel extends Kernel {
    /**
     * The kernel that computes columns {@code from} to {@code to - 1} of output row {@code y} from whole input rows {@code
     * first} to {@code first + count - 1}.
     */
    Kernel onSlab(int first, int count, int y, int from, int to);
}
