package io.tinsmith.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Builds the structure of a network, op by op; shapes are inferred, and parameters have no data yet. Each method adds
 * an op and returns the index of its output tensor.
 */
public final class GraphBuilder {
    private final String name;
    private final DType type;
    private final List<Tensor> tensors = new ArrayList<>();
    private final List<Op> ops = new ArrayList<>();
    private final List<Integer> inputs = new ArrayList<>();

    /**
     * @param type {@code FLOAT32}, or {@code INT8} (biases are then {@code INT32})
     */
    public GraphBuilder(String name, DType type) {
        this.name = name;
        this.type = type;
    }

    public int input(String tensorName, Shape shape) {
        int index = addTensor(Tensor.activation(tensorName, shape, type));
        inputs.add(index);
        return index;
    }

    public Shape shape(int tensor) {
        return tensors.get(tensor).shape();
    }

    public int conv2d(String opName, int input, int outChannels, int kernel, Window window, Activation activation) {
        return conv2d(opName, input, outChannels, kernel, kernel, shape(input).channels(), window, activation);
    }

    /** Convolution with a kernel of any height and width, in groups of {@code groupChannels} input channels. */
    public int conv2d(
            String opName,
            int input,
            int outChannels,
            int kernelH,
            int kernelW,
            int groupChannels,
            Window window,
            Activation activation) {
        int weights = weights(opName, Shape.of(outChannels, kernelH, kernelW, groupChannels));
        int bias = bias(opName, outChannels);
        return add(opName, new Op.Conv2d(input, weights, bias, tensors.size(), window, activation));
    }

    /**
     * Transposed convolution; an output of stride times the input, with padding VALID and a kernel above the stride of so many
     * rows and columns more.
     */
    public int transposeConv(
            String opName, int input, int outChannels, int kernelH, int kernelW, Window window, Activation activation) {
        Shape in = shape(input);
        int weights = weights(opName, Shape.of(outChannels, kernelH, kernelW, in.channels()));
        int bias = bias(opName, outChannels);
        boolean valid = window.padding() == Padding.VALID;
        Shape to = Shape.of(
                in.dim(0),
                in.height() * window.strideH() + (valid ? Math.max(kernelH - window.strideH(), 0) : 0),
                in.width() * window.strideW() + (valid ? Math.max(kernelW - window.strideW(), 0) : 0),
                outChannels);
        return moved(opName, new Op.TransposeConv(input, weights, bias, tensors.size(), window, activation), to);
    }

    public int depthwiseConv2d(String opName, int input, int kernel, Window window, Activation activation) {
        int channels = shape(input).channels();
        int weights = weights(opName, Shape.of(1, kernel, kernel, channels));
        int bias = bias(opName, channels);
        return add(opName, new Op.DepthwiseConv2d(input, weights, bias, tensors.size(), window, activation));
    }

    public int fullyConnected(String opName, int input, int outFeatures, Activation activation) {
        int features = Math.toIntExact(shape(input).elements() / shape(input).dim(0));
        int weights = weights(opName, Shape.of(outFeatures, features));
        int bias = bias(opName, outFeatures);
        return add(opName, new Op.FullyConnected(input, weights, bias, tensors.size(), activation));
    }

    public int add(String opName, int left, int right, Activation activation) {
        return add(opName, new Op.Add(left, right, tensors.size(), activation));
    }

    /** The difference; shapes are as {@link Pair} says, here and in the others. */
    public int sub(String opName, int left, int right, Activation activation) {
        return add(opName, new Op.Sub(left, right, tensors.size(), activation));
    }

    public int mul(String opName, int left, int right, Activation activation) {
        return add(opName, new Op.Mul(left, right, tensors.size(), activation));
    }

    public int maximum(String opName, int left, int right) {
        return add(opName, new Op.Maximum(left, right, tensors.size()));
    }

    public int minimum(String opName, int left, int right) {
        return add(opName, new Op.Minimum(left, right, tensors.size()));
    }

    /** With a slope for each channel. */
    public int prelu(String opName, int input) {
        int slopes = constant(opName + "/slopes", Shape.of(1, 1, shape(input).channels()));
        return add(opName, new Op.Prelu(input, slopes, tensors.size()));
    }

    /** An operand of a pairwise op. */
    public int constant(String tensorName, Shape shape) {
        return addTensor(Tensor.parameter(tensorName, shape, type));
    }

    /** A function of each value, but for LEAKY_RELU. */
    public int unary(String opName, int input, UnaryFunction function) {
        return add(opName, new Op.Unary(input, tensors.size(), function, 0));
    }

    public int leakyRelu(String opName, int input, float alpha) {
        return add(opName, new Op.Unary(input, tensors.size(), UnaryFunction.LEAKY_RELU, alpha));
    }

    public int averagePool2d(String opName, int input, int kernelH, int kernelW, Window window) {
        return add(opName, new Op.AveragePool2d(input, tensors.size(), kernelH, kernelW, window, Activation.NONE));
    }

    /** Average over all pixels, {@code [N, H, W, C]} to {@code [N, 1, 1, C]}. */
    public int globalAveragePool(String opName, int input) {
        Shape in = shape(input);
        return averagePool2d(opName, input, in.height(), in.width(), Window.valid(1));
    }

    /** Mean over all pixels, {@code [N, H, W, C]} to {@code [N, 1, 1, C]}. */
    public int mean(String opName, int input) {
        Shape in = shape(input);
        return moved(opName, new Op.Mean(input, tensors.size()), Shape.of(in.dim(0), 1, 1, in.channels()));
    }

    /** Sum, mean or maximum along some axes, which are left out or stay with extent 1. */
    public int reduce(String opName, int input, Reduction function, List<Integer> axes, boolean keepDims) {
        List<Integer> dims = new ArrayList<>(shape(input).dims());
        for (int i = axes.size() - 1; i >= 0; i--) {
            int axis = axes.get(i);
            if (keepDims) {
                dims.set(axis, 1);
            } else {
                dims.remove(axis);
            }
        }
        return moved(opName, new Op.Reduce(input, tensors.size(), function, axes), new Shape(dims));
    }

    /** Convolution in groups of {@code groupChannels} input channels. */
    public int groupConv2d(
            String opName,
            int input,
            int outChannels,
            int kernel,
            int groupChannels,
            Window window,
            Activation activation) {
        return conv2d(opName, input, outChannels, kernel, kernel, groupChannels, window, activation);
    }

    /** Depthwise convolution with {@code multiplier} output channels for each of the input. */
    public int depthwiseConv2d(
            String opName, int input, int kernel, int multiplier, Window window, Activation activation) {
        int channels = shape(input).channels() * multiplier;
        int weights = weights(opName, Shape.of(1, kernel, kernel, channels));
        int bias = bias(opName, channels);
        return add(opName, new Op.DepthwiseConv2d(input, weights, bias, tensors.size(), window, activation));
    }

    public int maxPool2d(String opName, int input, int kernelH, int kernelW, Window window) {
        return add(opName, new Op.MaxPool2d(input, tensors.size(), kernelH, kernelW, window, Activation.NONE));
    }

    public int reshape(String opName, int input, Shape to) {
        ops.add(new Op.Reshape(input, tensors.size()));
        return addTensor(Tensor.activation(opName, to, type));
    }

    /** Images of equal height and width, their channels one after another: {@code [N, H, W, sum of C]}. */
    public int concat(String opName, int... inputs) {
        return add(opName, new Op.Concat(Arrays.stream(inputs).boxed().toList(), tensors.size()));
    }

    /** The image enlarged by the nearest pixel: {@code [N, factor * H, factor * W, C]}. */
    public int resizeNearest(String opName, int input, int factor) {
        Shape in = shape(input);
        if (factor < 1) {
            throw new IllegalArgumentException(
                    "The factor (" + factor + ") of the resize (" + opName + ") is below 1.");
        }
        ops.add(new Op.ResizeNearest(input, tensors.size()));
        Shape to = Shape.of(
                in.dim(0),
                Math.multiplyExact(factor, in.height()),
                Math.multiplyExact(factor, in.width()),
                in.channels());
        return addTensor(Tensor.activation(opName, to, type));
    }

    /** The image in another height and width. */
    public int resize(
            String opName,
            int input,
            int height,
            int width,
            Interpolation interpolation,
            boolean alignCorners,
            boolean halfPixelCenters) {
        Shape in = shape(input);
        return moved(
                opName,
                new Op.Resize(input, tensors.size(), interpolation, alignCorners, halfPixelCenters),
                Shape.of(in.dim(0), height, width, in.channels()));
    }

    /** The image with rows and columns of zeros around it. */
    public int pad(String opName, int input, int top, int bottom, int left, int right) {
        return pad(opName, input, top, bottom, left, right, 0);
    }

    /** The image with rows and columns of a value around it. */
    public int pad(String opName, int input, int top, int bottom, int left, int right, float value) {
        Shape in = shape(input);
        Shape to = Shape.of(in.dim(0), top + in.height() + bottom, left + in.width() + right, in.channels());
        return moved(opName, new Op.Pad(input, tensors.size(), List.of(0, top, left, 0), value), to);
    }

    /** Axis {@code i} of the output is {@code order[i]} of the input. */
    public int transpose(String opName, int input, Integer... order) {
        List<Integer> dims =
                Arrays.stream(order).map(axis -> shape(input).dim(axis)).toList();
        return moved(opName, new Op.Transpose(input, tensors.size(), List.of(order)), new Shape(dims));
    }

    /** Values of an image from {@code begin} on, in steps of {@code step}, as many as {@code to} has. */
    public int slice(String opName, int input, List<Integer> begin, List<Integer> step, Shape to) {
        return moved(opName, new Op.Slice(input, tensors.size(), begin, step), to);
    }

    private int moved(String opName, Op op, Shape to) {
        ops.add(op);
        return addTensor(Tensor.activation(opName, to, type));
    }

    public int softmax(String opName, int input) {
        return add(opName, new Op.Softmax(input, tensors.size(), 1f));
    }

    /** The finished graph, with {@link Rounding#DOUBLE}. */
    public Graph build(int... outputs) {
        List<Integer> outs = new ArrayList<>();
        for (int o : outputs) {
            outs.add(o);
        }
        return new Graph(name, tensors, ops, inputs, outs, Rounding.DOUBLE);
    }

    private int weights(String opName, Shape shape) {
        return addTensor(Tensor.parameter(opName + "/weights", shape, type));
    }

    private int bias(String opName, int channels) {
        DType biasType = type == DType.INT8 ? DType.INT32 : type;
        return addTensor(Tensor.parameter(opName + "/bias", Shape.of(channels), biasType));
    }

    private int add(String opName, Op op) {
        Shape shape = ShapeInference.outputShape(op, tensors);
        ops.add(op);
        return addTensor(Tensor.activation(opName, shape, type));
    }

    private int addTensor(Tensor tensor) {
        tensors.add(tensor);
        return tensors.size() - 1;
    }
}
