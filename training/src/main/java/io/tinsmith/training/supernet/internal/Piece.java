package io.tinsmith.training.supernet.internal;

/**
 * A parameter tensor of a network as a part of the shared one: along the first two axes (the kernel's) the middle, along
 * the others (channels) the first.
 *
 * @param kind as in the layout of parameters
 * @param sharedOffset in the shared parameters; -1 for a tensor of a block that is left out, which is shared with none
 * @param sharedDims four extents
 * @param dims four extents, at most the shared ones
 * @param offset in the network's parameters
 */
record Piece(
        io.tinsmith.training.internal.ParameterLayout.Kind kind,
        int sharedOffset,
        int[] sharedDims,
        int[] dims,
        int offset) {
    int length() {
        return dims[0] * dims[1] * dims[2] * dims[3];
    }

    boolean isShared() {
        return sharedOffset >= 0;
    }

    /** Copies from the shared parameters. */
    void gather(float[] shared, float[] own) {
        rows((from, to) -> System.arraycopy(shared, from, own, to, dims[3]));
    }

    /** Adds to the shared gradients. */
    void scatterAdd(float[] own, float[] shared) {
        rows((to, from) -> {
            for (int i = 0; i < dims[3]; i++) {
                shared[to + i] += own[from + i];
            }
        });
    }

    /** A run along the last axis. */
    private interface Row {
        void at(int shared, int own);
    }

    private void rows(Row row) {
        int top = (sharedDims[0] - dims[0]) / 2;
        int left = (sharedDims[1] - dims[1]) / 2;
        int own = offset;
        for (int y = 0; y < dims[0]; y++) {
            for (int x = 0; x < dims[1]; x++) {
                int from = sharedOffset + ((top + y) * sharedDims[1] + left + x) * sharedDims[2] * sharedDims[3];
                for (int c = 0; c < dims[2]; c++) {
                    row.at(from + c * sharedDims[3], own);
                    own += dims[3];
                }
            }
        }
    }
}
