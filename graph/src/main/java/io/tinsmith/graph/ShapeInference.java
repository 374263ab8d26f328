package io.tinsmith.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The output shape of each op from its input shapes and attributes. */
public final class ShapeInference {
    /** Pixels from the first tap of a kernel to its last: far beyond any network, and far below what overflows. */
    private static final int MOST_SPAN = 1 << 20;

    private ShapeInference() {}

    /**
     * Shape of the output of {@code op}. For {@link Op.Reshape} it is the input's, since only the element count binds;
     * for {@link Op.ResizeNearest}, {@link Op.Resize}, {@link Op.Pad}, {@link Op.Transpose}, {@link Op.Slice}, {@link Op.Mean}, {@link Op.Reduce} and {@link Op.TransposeConv} the output must be among the
     * tensors already, since its shape is part of what they do.
     *
     * @throws IllegalArgumentException if the inputs do not fit the op or each other
     */
    public static Shape outputShape(Op op, List<Tensor> tensors) {
        Shape in = tensors.get(op.inputs().get(0)).shape();
        if (op instanceof Op.Conv2d conv) {
            Shape w = weights(tensors, conv.weights(), 4);
            requireImage(in);
            int groupChannels = w.channels();
            check(
                    in.channels() % groupChannels == 0 && w.dim(0) % Math.max(1, in.channels() / groupChannels) == 0,
                    () -> "weights " + w + " do not divide an input " + in + " into groups");
            bias(tensors, conv.bias(), w.dim(0));
            return window(in, w.dim(1), w.dim(2), conv.window(), w.dim(0));
        }
        if (op instanceof Op.TransposeConv conv) {
            Shape w = weights(tensors, conv.weights(), 4);
            Shape out = tensors.get(conv.output()).shape();
            requireImage(in);
            requireImage(out);
            bias(tensors, conv.bias(), w.dim(0));
            check(
                    w.channels() == in.channels()
                            && window(out, w.dim(1), w.dim(2), conv.window(), in.channels())
                                    .equals(in),
                    () -> "a transposed convolution of " + in + " by weights " + w + " does not make " + out);
            return Shape.of(in.dim(0), out.height(), out.width(), w.dim(0));
        }
        if (op instanceof Op.DepthwiseConv2d conv) {
            Shape w = weights(tensors, conv.weights(), 4);
            requireImage(in);
            check(
                    w.dim(0) == 1 && w.channels() % in.channels() == 0,
                    () -> "depthwise weights " + w + " do not fit an input " + in);
            bias(tensors, conv.bias(), w.channels());
            return window(in, w.dim(1), w.dim(2), conv.window(), w.channels());
        }
        if (op instanceof Op.FullyConnected dense) {
            Shape w = weights(tensors, dense.weights(), 2);
            check(in.elements() % w.dim(1) == 0, () -> "dense weights " + w + " do not fit an input " + in);
            bias(tensors, dense.bias(), w.dim(0));
            return Shape.of(Math.toIntExact(in.elements() / w.dim(1)), w.dim(0));
        }
        if (op instanceof Op.Pairwise pairwise) {
            return tensors.get(Pair.of(pairwise, tensors::get).whole()).shape();
        }
        if (op instanceof Op.AveragePool2d pool) {
            requireImage(in);
            return window(in, pool.kernelH(), pool.kernelW(), pool.window(), in.channels());
        }
        if (op instanceof Op.Mean) {
            requireImage(in);
            Shape out = tensors.get(op.output()).shape();
            Shape flat = Shape.of(in.dim(0), in.channels());
            return out.equals(flat) ? flat : Shape.of(in.dim(0), 1, 1, in.channels());
        }
        if (op instanceof Op.Reduce reduce) {
            return reduced(in, reduce.axes(), tensors.get(op.output()).shape());
        }
        if (op instanceof Op.MaxPool2d pool) {
            requireImage(in);
            return window(in, pool.kernelH(), pool.kernelW(), pool.window(), in.channels());
        }
        if (op instanceof Op.Concat concat) {
            return concat(
                    in,
                    concat.inputs().stream().map(i -> tensors.get(i).shape()).toList());
        }
        if (op instanceof Op.Pad || op instanceof Op.Transpose || op instanceof Op.Slice) {
            return MoveShapes.outputShape(op, in, tensors.get(op.output()).shape());
        }
        if (op instanceof Op.ResizeNearest) {
            return enlarged(in, tensors.get(op.output()).shape());
        }
        if (op instanceof Op.Resize resize) {
            return resized(resize, in, tensors.get(op.output()));
        }
        return in;
    }

    private static Shape reduced(Shape in, List<Integer> axes, Shape out) {
        check(
                axes.stream().allMatch(axis -> axis < in.rank()),
                () -> "a reduction of " + in + " along axes " + axes + ", of which some are missing");
        List<Integer> kept = new ArrayList<>();
        List<Integer> left = new ArrayList<>();
        for (int axis = 0; axis < in.rank(); axis++) {
            kept.add(axes.contains(axis) ? 1 : in.dim(axis));
            if (!axes.contains(axis)) {
                left.add(in.dim(axis));
            }
        }
        return new Shape(out.dims().equals(left) ? left : kept);
    }

    private static Shape concat(Shape first, List<Shape> shapes) {
        int channels = 0;
        for (Shape shape : shapes) {
            requireImage(shape);
            check(
                    shape.dims().subList(0, 3).equals(first.dims().subList(0, 3)),
                    () -> "cannot concatenate " + first + " and " + shape + " along their channels");
            channels = Math.addExact(channels, shape.channels());
        }
        return Shape.of(first.dim(0), first.height(), first.width(), channels);
    }

    private static Shape enlarged(Shape in, Shape out) {
        requireImage(in);
        requireImage(out);
        int factor = out.height() / in.height();
        check(
                factor > 0 && out.height() == (long) factor * in.height() && out.width() == (long) factor * in.width(),
                () -> "a resize from " + in + " to " + out + " has no whole factor, the same in height and width");
        return Shape.of(in.dim(0), out.height(), out.width(), in.channels());
    }

    private static Shape resized(Op.Resize op, Shape in, Tensor output) {
        Shape out = output.shape();
        requireImage(in);
        requireImage(out);
        boolean fixed = op.interpolation() == Interpolation.BILINEAR && output.type() == DType.INT8;
        check(
                !fixed
                        || (ResizeAxis.of(op, in, out, 1).isExact()
                                && ResizeAxis.of(op, in, out, 2).isExact()),
                () -> "TFLite's fixed point leaves the image in a bilinear resize from " + in + " to " + out
                        + ".\nMaybe resize in two steps");
        return Shape.of(in.dim(0), out.height(), out.width(), in.channels());
    }

    private static Shape window(Shape in, int kernelH, int kernelW, Window w, int channels) {
        check(
                fits(kernelH, w.dilationH()) && fits(kernelW, w.dilationW()),
                () -> "a kernel of " + kernelH + " x " + kernelW + " taps in " + w + " is empty or spans more than "
                        + MOST_SPAN);
        int h = w.padding().outputExtent(in.height(), kernelH, w.strideH(), w.dilationH());
        int wd = w.padding().outputExtent(in.width(), kernelW, w.strideW(), w.dilationW());
        return Shape.of(in.dim(0), h, wd, channels);
    }

    private static boolean fits(int kernel, int dilation) {
        return kernel >= 1 && (kernel - 1L) * dilation < MOST_SPAN;
    }

    private static Shape weights(List<Tensor> tensors, int index, int rank) {
        Shape w = tensors.get(index).shape();
        check(w.rank() == rank, () -> "weights " + w + " are not of rank " + rank);
        return w;
    }

    private static void bias(List<Tensor> tensors, int index, int channels) {
        Shape b = tensors.get(index).shape();
        check(b.elements() == channels, () -> "a bias " + b + " does not fit " + channels + " output channels");
    }

    private static void requireImage(Shape in) {
        check(in.rank() == 4, () -> "an input " + in + " is not [N, H, W, C]");
    }

    /** {@code message} is made only where it is thrown: shapes are inferred for each of a search's networks. */
    private static void check(boolean holds, Supplier<String> message) {
        if (!holds) {
            throw new IllegalArgumentException(message.get());
        }
    }
}
