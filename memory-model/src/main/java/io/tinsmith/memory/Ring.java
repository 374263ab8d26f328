package io.tinsmith.memory;

import io.tinsmith.graph.Shape;
import io.tinsmith.graph.Tensor;

/**
 * The newest rows of a tensor that is made and used up inside one stream: row {@code r} of the image stands in slot
 * {@code r % rows}, and the slots follow each other without gaps.
 *
 * @param tensor index in {@code graph.tensors()}
 * @param rows capacity, at least 1 and at most the height of the tensor
 */
public record Ring(int tensor, int rows, long arenaOffsetBytes) {
    public Ring {
        if (rows < 1) {
            throw new IllegalArgumentException("A ring of (" + rows + ") rows for the tensor (" + tensor + ").");
        }
    }

    /** Bytes of one row of {@code tensor}, {@code W * C} values. */
    public static long rowBytes(Tensor tensor) {
        Shape shape = tensor.shape();
        return Math.multiplyExact(
                (long) shape.width() * shape.channels(), tensor.type().bytes());
    }

    /** Bytes that it takes in the arena, without alignment. */
    public long sizeBytes(Tensor ofTensor) {
        return Math.multiplyExact(rows, rowBytes(ofTensor));
    }
}
