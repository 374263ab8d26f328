package io.tinsmith.memory.tflm;

import java.util.List;

/**
 * A tensor of a subgraph.
 *
 * @param shape empty: a scalar
 * @param constant whether the file holds its data
 * @param variable whether it keeps its value from run to run
 * @param scales how many scales it is quantized with; 0: not quantized, or without zero points
 */
public record TflmTensor(
        String name, TflmType type, List<Integer> shape, boolean constant, boolean variable, int scales) {
    public TflmTensor {
        shape = List.copyOf(shape);
        if (scales < 0) {
            throw new IllegalArgumentException(
                    "The scales (" + scales + ") of tensor (" + name + ") are below 0.\nMaybe the file is broken.");
        }
        for (int dimension : shape) {
            if (dimension < 0) {
                throw new IllegalArgumentException("The shape (" + shape + ") of tensor (" + name
                        + ") is not fixed.\nMaybe convert the model with fixed shapes: TFLM takes no others.");
            }
        }
    }

    public long elements() {
        long product = 1;
        for (int dimension : shape) {
            product = Math.multiplyExact(product, dimension);
        }
        return product;
    }

    public long bytes() {
        return Math.multiplyExact(elements(), type.bytes());
    }

    /** A dimension, counted from the end where negative; 1 where the shape has no such. */
    public int dimension(int axis) {
        int at = axis < 0 ? axis + shape.size() : axis;
        return at < 0 || at >= shape.size() ? 1 : shape.get(at);
    }

    /** The shape as messages show it, such as {@code 1x49x10x1}. */
    public String shapeText() {
        return shape.isEmpty()
                ? "scalar"
                : String.join("x", shape.stream().map(String::valueOf).toList());
    }
}
