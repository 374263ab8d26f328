package io.tinsmith.graph.internal;

/** A kernel that slides a window over one image. */
interface WindowKernel extends SlabKernel {
    /** The same kernel over another geometry, sharing the parameters. */
    WindowKernel with(ConvGeometry geometry);

    ConvGeometry geometry();

    @Override
    default WindowKernel onSlab(int first, int count, int y, int from, int to) {
        return with(geometry().slab(first, count, y, from, to));
    }
}
