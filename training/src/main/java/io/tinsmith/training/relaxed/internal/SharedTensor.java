package io.tinsmith.training.relaxed.internal;

import io.tinsmith.training.internal.ParameterLayout.Slot;

/**
 * A parameter tensor of an option as a part of a shared one: along the kernel's axes, the first two of four, the middle,
 * along the others the first.
 */
final class SharedTensor {
    private final int index;
    private final int sharedOffset;
    private final int offset;
    private final int[] sharedDims;
    private final int[] dims;

    /**
     * @param shared in the flat array
     * @param index of it among all
     * @param own in the option's parameters
     */
    SharedTensor(Slot shared, int index, Slot own) {
        this.index = index;
        sharedOffset = shared.offset();
        offset = own.offset();
        sharedDims = fourDims(shared);
        dims = fourDims(own);
    }

    /** A value of both. */
    interface Pair {
        void at(int shared, int own);
    }

    int index() {
        return index;
    }

    int length() {
        return dims[0] * dims[1] * dims[2] * dims[3];
    }

    void each(Pair pair) {
        int top = (sharedDims[0] - dims[0]) / 2;
        int left = (sharedDims[1] - dims[1]) / 2;
        int own = offset;
        for (int y = 0; y < dims[0]; y++) {
            for (int x = 0; x < dims[1]; x++) {
                for (int c = 0; c < dims[2]; c++) {
                    int from = ((top + y) * sharedDims[1] + left + x) * sharedDims[2] + c;
                    for (int i = 0; i < dims[3]; i++) {
                        pair.at(sharedOffset + from * sharedDims[3] + i, own++);
                    }
                }
            }
        }
    }

    private static int[] fourDims(Slot slot) {
        int[] out = {1, 1, 1, 1};
        int rank = slot.shape().size();
        for (int i = 0; i < rank; i++) {
            out[4 - rank + i] = Math.toIntExact(slot.shape().get(i));
        }
        return out;
    }
}
