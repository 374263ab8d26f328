package io.tinsmith.graph;

import java.util.List;
import java.util.stream.Collectors;

/** Extents of a tensor, outermost first; images are {@code [N, H, W, C]}. Every extent is at least 1. */
public record Shape(List<Integer> dims) {
    public Shape {
        dims = List.copyOf(dims);
        for (int d : dims) {
            if (d < 1) {
                throw new IllegalArgumentException(
                        "The shape (" + dims + ") has an extent below 1.\nMaybe a dynamic dimension was not fixed.");
            }
        }
    }

    public static Shape of(int... dims) {
        Integer[] boxed = new Integer[dims.length];
        for (int i = 0; i < dims.length; i++) {
            boxed[i] = dims[i];
        }
        return new Shape(List.of(boxed));
    }

    public int rank() {
        return dims.size();
    }

    /** Extent of one axis; a negative axis counts from the end, so {@code dim(-1)} is the channels. */
    public int dim(int axis) {
        return dims.get(axis < 0 ? axis + dims.size() : axis);
    }

    /** Height of a {@code [N, H, W, C]} shape. */
    public int height() {
        return image().dims.get(1);
    }

    /** Width of a {@code [N, H, W, C]} shape. */
    public int width() {
        return image().dims.get(2);
    }

    /** Extent of the innermost axis: the channels of an image, the features of a matrix. */
    public int channels() {
        return dim(-1);
    }

    /**
     * Number of elements.
     *
     * @throws ArithmeticException if it does not fit a {@code long}
     */
    public long elements() {
        long product = 1;
        for (int d : dims) {
            product = Math.multiplyExact(product, d);
        }
        return product;
    }

    private Shape image() {
        if (dims.size() != 4) {
            throw new IllegalStateException("The shape " + this + " is not [N, H, W, C].");
        }
        return this;
    }

    @Override
    public String toString() {
        return dims.stream().map(String::valueOf).collect(Collectors.joining("x", "[", "]"));
    }
}
