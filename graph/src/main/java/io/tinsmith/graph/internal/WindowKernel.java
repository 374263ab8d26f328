package io.tinsmith.graph.internal;

/** A kernel that slides a window over one image. */
interface WindowKernel extends Kernel {
    /** The same kernel over another geometry, sharing the parameters. */
    WindowKernel with(ConvGeometry geometry);

    ConvGeometry geometry();

    /** The kernel that computes output row {@code y} alone from input rows {@code first} to {@code first + count - 1}. */
    default WindowKernel onSlab(int first, int count, int y) {
        return with(geometry().slab(first, count, y));
    }
}
