package io.tinsmith.memory;

import io.tinsmith.graph.Shape;
import io.tinsmith.graph.Tensor;

/**
 * The newest rows of a tensor that is made and used up inside one stream: row {@code r} of the image stands in slot
 * {@code r % rows}, and the slots follow each other without gaps.
 *
 * @param tensor index in {@code graph.tensors()}
 * @param rows capacity, at least 1 and at most the height of the tensor
 * @param columns of a slot: the most that a strip of the stream computes, the width of the tensor where there is one
 *     strip; see {@link StripColumns}
 */
public record Ring(int tensor, int rows, int columns, long arenaOffsetBytes) {
    public Ring {
        if (rows < 1 || columns < 1) {
            throw new IllegalArgumentException(
                    "A ring of (" + rows + ") rows of (" + columns + ") columns for the tensor (" + tensor + ").");
        }
    }

    /** Bytes of one whole row of {@code tensor}, {@code W * C} values. */
    public static long rowBytes(Tensor tensor) {
        return bytes(tensor, 1, tensor.shape().width());
    }

    /** Bytes of {@code rows * columns} pixels of {@code tensor}. */
    public static long bytes(Tensor tensor, int rows, int columns) {
        Shape shape = tensor.shape();
        long pixels = Math.multiplyExact((long) rows, columns);
        return Math.multiplyExact(
                pixels, (long) shape.channels() * tensor.type().bytes());
    }

    /** Bytes of one of its slots. */
    public long slotBytes(Tensor ofTensor) {
        return bytes(ofTensor, 1, columns);
    }

    /** Bytes that it takes in the arena, without alignment. */
    public long sizeBytes(Tensor ofTensor) {
        return bytes(ofTensor, rows, columns);
    }
}
