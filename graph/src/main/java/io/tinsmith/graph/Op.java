package io.tinsmith.graph;

import java.util.List;

/**
 * One operation. Its fields name tensors by their index in {@link Graph#tensors()}; every op has one output. Images are
 * {@code [N, H, W, C]}.
 */
public sealed interface Op {
    /** All tensors it reads, parameters among them, in TFLite's order. */
    List<Integer> inputs();

    int output();

    /** Convolution; weights {@code [outC, kH, kW, inC / groups]}, bias {@code [outC]}. */
    record Conv2d(int input, int weights, int bias, int output, Window window, Activation activation) implements Op {
        @Override
        public List<Integer> inputs() {
            return List.of(input, weights, bias);
        }
    }

    /**
     * Transposed convolution: input pixel {@code (i, j)} times tap {@code (ky, kx)} is part of output pixel {@code (i *
     * strideH + ky - padTop, j * strideW + kx - padLeft)}; weights {@code [outC, kH, kW, inC]}, bias {@code [outC]}. A
     * convolution of the output by the same window has the input's extents.
     */
    record TransposeConv(int input, int weights, int bias, int output, Window window, Activation activation)
            implements Op {
        @Override
        public List<Integer> inputs() {
            return List.of(input, weights, bias);
        }

        /** Rows of the spread input that lie above the output, {@code out}. */
        public int padTop(Shape out, Shape weightShape) {
            return window.padding().before(out.height(), weightShape.dim(1), window.strideH(), 1);
        }

        /** Columns of the spread input that lie left of the output, {@code out}. */
        public int padLeft(Shape out, Shape weightShape) {
            return window.padding().before(out.width(), weightShape.dim(2), window.strideW(), 1);
        }
    }

    /** Depthwise convolution; weights {@code [1, kH, kW, inC * multiplier]}, bias {@code [inC * multiplier]}. */
    record DepthwiseConv2d(int input, int weights, int bias, int output, Window window, Activation activation)
            implements Op {
        @Override
        public List<Integer> inputs() {
            return List.of(input, weights, bias);
        }
    }

    /** Dense layer; the input is flattened to {@code [batch, in]}; weights {@code [out, in]}, bias {@code [out]}. */
    record FullyConnected(int input, int weights, int bias, int output, Activation activation) implements Op {
        @Override
        public List<Integer> inputs() {
            return List.of(input, weights, bias);
        }
    }

    /**
     * A function of the values at the same place in two tensors, which are of equal shape; or one of them, constant or not, has
     * one value for all, or one a channel (see {@link Pair}). One of them is an activation.
     */
    sealed interface Pairwise extends Op permits Add, Sub, Mul, Maximum, Minimum, Prelu {
        int left();

        int right();

        @Override
        default List<Integer> inputs() {
            return List.of(left(), right());
        }
    }

    /** Sum. */
    record Add(int left, int right, int output, Activation activation) implements Pairwise {}

    /** Difference: left less right. */
    record Sub(int left, int right, int output, Activation activation) implements Pairwise {}

    /** Product. */
    record Mul(int left, int right, int output, Activation activation) implements Pairwise {}

    /** The greater of both; in int8 all share one scale and zero point. */
    record Maximum(int left, int right, int output) implements Pairwise {}

    /** The lesser of both; in int8 all share one scale and zero point. */
    record Minimum(int left, int right, int output) implements Pairwise {}

    /** Left where it is at least 0, else left times right, which is constant. */
    record Prelu(int left, int right, int output) implements Pairwise {}

    /**
     * A function of each value.
     *
     * @param alpha slope below 0 of LEAKY_RELU, at most 1 in size; 0 for all others
     */
    record Unary(int input, int output, UnaryFunction function, float alpha) implements Op {
        public Unary {
            if (function == UnaryFunction.LEAKY_RELU ? !(Math.abs(alpha) <= 1) : alpha != 0) {
                throw new IllegalArgumentException("The alpha (" + alpha + ") of (" + function + ").");
            }
        }

        @Override
        public List<Integer> inputs() {
            return List.of(input);
        }
    }

    /** Average over a window; padding does not count. */
    record AveragePool2d(int input, int output, int kernelH, int kernelW, Window window, Activation activation)
            implements Op {
        @Override
        public List<Integer> inputs() {
            return List.of(input);
        }
    }

    /**
     * Mean over height and width of an image, {@code [N, H, W, C]} to {@code [N, 1, 1, C]} or {@code [N, C]}. In int8 input and
     * output each have their own scale and zero point, which sets it apart from a global average pooling.
     */
    record Mean(int input, int output) implements Op {
        @Override
        public List<Integer> inputs() {
            return List.of(input);
        }
    }

    /**
     * Sum, mean or maximum along some axes, which the output has with extent 1 or not at all. Scale and zero point of a maximum
     * stay.
     *
     * @param axes ascending, none twice
     */
    record Reduce(int input, int output, Reduction function, List<Integer> axes) implements Op {
        public Reduce {
            axes = List.copyOf(axes);
            for (int i = 0; i < axes.size(); i++) {
                if (axes.get(i) < 0 || (i > 0 && axes.get(i) <= axes.get(i - 1))) {
                    throw new IllegalArgumentException("The axes (" + axes + ") of a reduction are not ascending.");
                }
            }
        }

        @Override
        public List<Integer> inputs() {
            return List.of(input);
        }
    }

    /** Maximum over a window. */
    record MaxPool2d(int input, int output, int kernelH, int kernelW, Window window, Activation activation)
            implements Op {
        @Override
        public List<Integer> inputs() {
            return List.of(input);
        }
    }

    /** The same values in another shape. */
    record Reshape(int input, int output) implements Op {
        @Override
        public List<Integer> inputs() {
            return List.of(input);
        }
    }

    /** Images of equal height and width, their channels one after another; all in one scale and zero point. */
    record Concat(List<Integer> inputs, int output) implements Op {
        public Concat {
            inputs = List.copyOf(inputs);
            if (inputs.isEmpty()) {
                throw new IllegalArgumentException("A concatenation of no tensors.");
            }
        }
    }

    /**
     * The image enlarged by one whole factor in height and width: output pixel {@code (y, x)} is input pixel
     * {@code (y / factor, x / factor)}, rounded down. The factor is that of the shapes; scale and zero point stay.
     */
    record ResizeNearest(int input, int output) implements Op {
        @Override
        public List<Integer> inputs() {
            return List.of(input);
        }
    }

    /**
     * An image of another height and width; scale and zero point stay. Not both of {@code alignCorners} and {@code
     * halfPixelCenters}, see {@link ResizeAxis}.
     */
    record Resize(int input, int output, Interpolation interpolation, boolean alignCorners, boolean halfPixelCenters)
            implements Op {
        public Resize {
            if (alignCorners && halfPixelCenters) {
                throw new IllegalArgumentException("A resize aligns corners and has half-pixel centers.");
            }
        }

        @Override
        public List<Integer> inputs() {
            return List.of(input);
        }
    }

    /**
     * The same values with more around them; scale and zero point stay.
     *
     * @param before by axis: how many come before the values; how many after is what the output's shape has more
     * @param value what is around, a real number: in int8 the nearest value
     */
    record Pad(int input, int output, List<Integer> before, float value) implements Op {
        public Pad {
            before = List.copyOf(before);
        }

        /** With zeros. */
        public Pad(int input, int output, List<Integer> before) {
            this(input, output, before, 0);
        }

        /** What is around in int8. */
        public byte quantized(Quantization quantization) {
            return quantization.quantize(value);
        }

        @Override
        public List<Integer> inputs() {
            return List.of(input);
        }
    }

    /** The same values with their axes in another order: axis {@code i} of the output is {@code order[i]} of the input. */
    record Transpose(int input, int output, List<Integer> order) implements Op {
        public Transpose {
            order = List.copyOf(order);
        }

        @Override
        public List<Integer> inputs() {
            return List.of(input);
        }
    }

    /**
     * Some of the values: along each axis as many as the output's shape says, from {@code begin} on in steps of {@code
     * step}.
     */
    record Slice(int input, int output, List<Integer> begin, List<Integer> step) implements Op {
        public Slice {
            begin = List.copyOf(begin);
            step = List.copyOf(step);
        }

        @Override
        public List<Integer> inputs() {
            return List.of(input);
        }
    }

    /** Softmax over the innermost axis. The int8 output has scale 1/256 and zero point -128. */
    record Softmax(int input, int output, float beta) implements Op {
        @Override
        public List<Integer> inputs() {
            return List.of(input);
        }
    }
}
