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
     * Columns {@code from} to {@code to - 1} of that row, {@code (to - from) * C} values. The rows read are whole ones, of
     * which only the columns that the window reaches count.
     */
    byte[] row(int op, int y, int from, int to, Rows inputs);

    /**
     * Adds some pixels of the input of a global average pooling or a dense layer to its sums. When each pixel of one image
     * was added once, in any order, {@link #ofSums} gives the output.
     *
     * @param y row of the pixels
     * @param column of the first of them
     * @param pixels neighbours in that row, {@code columns * C} values
     * @param sums zero before the first pixel; a channel's values, or a feature's values times their weights
     */
    void addPixels(int op, int y, int column, byte[] pixels, int[] sums);

    /**
     * The output of a global average pooling or a dense layer.
     *
     * @param sums of its whole input, by output channel
     */
    byte[] ofSums(int op, int[] sums);

    /**
     * The whole output.
     *
     * @param activations values of the op's non-parameter inputs, in its order
     */
    byte[] whole(int op, List<byte[]> activations);
}
