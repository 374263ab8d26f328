package io.tinsmith.graph;

import io.tinsmith.graph.internal.Int8Rows;
import java.util.List;

/** The int8 ops of one graph, computed row by row or whole, with the numerics of {@link Interpreters#int8}. */
public interface RowKernels {
    /** Where rows of tensors come from. */
    interface Rows {
        /** Rows {@code first} to {@code first + count - 1} of {@code tensor}, {@code count * W * C} values. */
        byte[] read(int tensor, int first, int count);
    }

    /**
     * The kernels of {@code graph}.
     *
     * @throws IllegalStateException if a tensor lacks its quantization or its data
     */
    static RowKernels int8(Graph graph) {
        return new Int8Rows(graph);
    }

    /** Row {@code y} of the output of op number {@code op}, {@code W * C} values; one image, see {@link RowWindow}. */
    byte[] row(int op, int y, Rows inputs);

    /**
     * The output of a global average pooling.
     *
     * @param sums of its input over all pixels, by channel
     */
    byte[] means(int op, int[] sums);

    /**
     * The whole output.
     *
     * @param activations values of the op's non-parameter inputs, in its order
     */
    byte[] whole(int op, List<byte[]> activations);
}
