package io.tinsmith.codegen.tflite;

import io.tinsmith.graph.Activation;
import io.tinsmith.graph.DType;
import io.tinsmith.graph.Op;
import io.tinsmith.graph.Quantization;
import io.tinsmith.graph.Reduction;
import io.tinsmith.graph.Shape;
import io.tinsmith.graph.Tensor;
import io.tinsmith.graph.UnaryFunction;
import io.tinsmith.graph.Window;
import java.util.Arrays;
import java.util.List;
import org.tensorflow.lite.schema.BuiltinOperator;
import org.tensorflow.lite.schema.BuiltinOptions;
import org.tensorflow.lite.schema.Conv2DOptions;
import org.tensorflow.lite.schema.DepthwiseConv2DOptions;
import org.tensorflow.lite.schema.FullyConnectedOptions;
import org.tensorflow.lite.schema.FullyConnectedOptionsWeightsFormat;
import org.tensorflow.lite.schema.Operator;
import org.tensorflow.lite.schema.Pool2DOptions;
import org.tensorflow.lite.schema.SoftmaxOptions;

/** One op of a file as ops of a graph. Refuses what would compute something else than TFLite does. */
final class OpDecoder extends OpReader {
    private static final String SUPPORTED =
            "ADD, AVERAGE_POOL_2D, CONCATENATION, CONV_2D, DEPTHWISE_CONV_2D, DEQUANTIZE, EXPAND_DIMS, FULLY_CONNECTED,"
                    + " HARD_SWISH, LEAKY_RELU, LOGISTIC, MAXIMUM, MAX_POOL_2D, MEAN, MINIMUM, MUL, PAD, PADV2, PRELU,"
                    + " QUANTIZE, REDUCE_MAX, RELU, RELU6, RESHAPE, RESIZE_BILINEAR,"
                    + " RESIZE_NEAREST_NEIGHBOR, SLICE, SOFTMAX, SPLIT, SQUEEZE, STRIDED_SLICE, SUB, SUM, TANH,"
                    + " TRANSPOSE and TRANSPOSE_CONV";

    private static final float SOFTMAX_SCALE = 1f / 256;

    private final ElementDecoder elements;
    private final MoveDecoder moves;

    OpDecoder(Operator operator, OpSite site, TensorTable tensors) {
        super(operator, site, tensors);
        this.elements = new ElementDecoder(operator, site, tensors);
        this.moves = new MoveDecoder(operator, site, tensors);
    }

    List<Op> decode(int code) {
        return switch (code) {
            case BuiltinOperator.CONV_2D -> List.of(conv());
            case BuiltinOperator.DEPTHWISE_CONV_2D -> List.of(depthwise());
            case BuiltinOperator.TRANSPOSE_CONV -> List.of(new TransposeConvDecoder(operator, site, tensors).decode());
            case BuiltinOperator.FULLY_CONNECTED -> fullyConnected();
            case BuiltinOperator.ADD -> List.of(elements.add());
            case BuiltinOperator.SUB -> List.of(elements.sub());
            case BuiltinOperator.MUL -> List.of(elements.mul());
            case BuiltinOperator.MAXIMUM -> List.of(elements.maximum());
            case BuiltinOperator.MINIMUM -> List.of(elements.minimum());
            case BuiltinOperator.PRELU -> List.of(elements.prelu());
            case BuiltinOperator.AVERAGE_POOL_2D -> List.of(averagePool());
            case BuiltinOperator.MAX_POOL_2D -> List.of(maxPool());
            case BuiltinOperator.RESHAPE, BuiltinOperator.SQUEEZE, BuiltinOperator.EXPAND_DIMS ->
                List.of(moves.reshape());
            case BuiltinOperator.CONCATENATION -> List.of(moves.concat());
            case BuiltinOperator.RESIZE_NEAREST_NEIGHBOR -> List.of(moves.resizeNearest());
            case BuiltinOperator.RESIZE_BILINEAR -> List.of(moves.resizeBilinear());
            case BuiltinOperator.MEAN -> List.of(reduce(Reduction.MEAN));
            case BuiltinOperator.SUM -> List.of(reduce(Reduction.SUM));
            case BuiltinOperator.REDUCE_MAX -> List.of(reduce(Reduction.MAX));
            case BuiltinOperator.PAD -> List.of(moves.pad());
            case BuiltinOperator.PADV2 -> List.of(moves.padValue());
            case BuiltinOperator.TRANSPOSE -> List.of(moves.transpose());
            case BuiltinOperator.SLICE -> List.of(moves.slice());
            case BuiltinOperator.STRIDED_SLICE -> List.of(moves.stridedSlice());
            case BuiltinOperator.SPLIT -> moves.split();
            case BuiltinOperator.SOFTMAX -> List.of(softmax());
            case BuiltinOperator.RELU -> List.of(elements.unary(UnaryFunction.RELU));
            case BuiltinOperator.RELU6 -> List.of(elements.unary(UnaryFunction.RELU6));
            case BuiltinOperator.LEAKY_RELU -> List.of(elements.leakyRelu());
            case BuiltinOperator.LOGISTIC -> List.of(elements.unary(UnaryFunction.LOGISTIC));
            case BuiltinOperator.TANH -> List.of(elements.unary(UnaryFunction.TANH));
            case BuiltinOperator.HARD_SWISH -> List.of(elements.unary(UnaryFunction.HARD_SWISH));
            case BuiltinOperator.QUANTIZE -> List.of(elements.requantize());
            case BuiltinOperator.DEQUANTIZE -> throw elements.betweenTypes();
            default -> throw site.refuse("is not supported", "build the model from " + SUPPORTED);
        };
    }

    private Op conv() {
        Conv2DOptions o = options(BuiltinOptions.Conv2DOptions, new Conv2DOptions());
        Window window = window(o.strideH(), o.strideW(), o.dilationHFactor(), o.dilationWFactor(), o.padding());
        int input = activationInput(0);
        int weights = weights(0, 4);
        int bias = bias(input, weights, tensors.tensor(weights).shape().dim(0));
        return new Op.Conv2d(input, weights, bias, output(), window, activation(o.fusedActivationFunction()));
    }

    private Op depthwise() {
        DepthwiseConv2DOptions o = options(BuiltinOptions.DepthwiseConv2DOptions, new DepthwiseConv2DOptions());
        Window window = window(o.strideH(), o.strideW(), o.dilationHFactor(), o.dilationWFactor(), o.padding());
        int input = activationInput(0);
        int weights = weights(3, 4);
        int bias = bias(input, weights, tensors.tensor(weights).shape().channels());
        return new Op.DepthwiseConv2d(input, weights, bias, output(), window, activation(o.fusedActivationFunction()));
    }

    private List<Op> fullyConnected() {
        FullyConnectedOptions o = options(BuiltinOptions.FullyConnectedOptions, new FullyConnectedOptions());
        if (o.weightsFormat() != FullyConnectedOptionsWeightsFormat.DEFAULT) {
            throw site.refuse("has shuffled weights", "convert the model anew");
        }
        int input = activationInput(0);
        int weights = weights(0, 2);
        int units = tensors.tensor(weights).shape().dim(0);
        int bias = bias(input, weights, units);
        int output = output();
        Activation activation = activation(o.fusedActivationFunction());
        Tensor out = tensors.tensor(output);
        if (out.shape().rank() == 2) {
            return List.of(new Op.FullyConnected(input, weights, bias, output, activation));
        }
        // keep_num_dims: the same values under the input's leading axes.
        if (out.shape().channels() != units) {
            throw site.refuse("does not end in " + units + " features", "the file was altered");
        }
        Shape flatShape = Shape.of(Math.toIntExact(out.shape().elements() / units), units);
        int flat = tensors.add(
                new Tensor(out.name() + "/flat", flatShape, out.type(), out.role(), out.quantizationOrNull(), null));
        return List.of(new Op.FullyConnected(input, weights, bias, flat, activation), new Op.Reshape(flat, output));
    }

    private Op averagePool() {
        Pool2DOptions o = options(BuiltinOptions.Pool2DOptions, new Pool2DOptions());
        return new Op.AveragePool2d(
                activationInput(0),
                sameScaleOutput(),
                o.filterHeight(),
                o.filterWidth(),
                window(o.strideH(), o.strideW(), 1, 1, o.padding()),
                activation(o.fusedActivationFunction()));
    }

    private Op maxPool() {
        Pool2DOptions o = options(BuiltinOptions.Pool2DOptions, new Pool2DOptions());
        return new Op.MaxPool2d(
                activationInput(0),
                sameScaleOutput(),
                o.filterHeight(),
                o.filterWidth(),
                window(o.strideH(), o.strideW(), 1, 1, o.padding()),
                activation(o.fusedActivationFunction()));
    }

    private Op reduce(Reduction function) {
        int input = activationInput(0);
        int output = function == Reduction.MAX ? sameScaleOutput() : output();
        Shape in = tensors.tensor(input).shape();
        // All axes may be given as a vector or one as a single value.
        int[] given = constants(1);
        List<Integer> axes = Arrays.stream(given)
                .map(axis -> axis < 0 ? axis + in.rank() : axis)
                .distinct()
                .sorted()
                .boxed()
                .toList();
        if (axes.stream().anyMatch(axis -> axis < 0 || axis >= in.rank())) {
            throw site.refuse("reduces axes " + Arrays.toString(given), "name axes that the input has");
        }
        boolean pixels = function == Reduction.MEAN && in.rank() == 4 && axes.equals(List.of(1, 2));
        return pixels ? new Op.Mean(input, output) : new Op.Reduce(input, output, function, axes);
    }

    private Op softmax() {
        SoftmaxOptions o = options(BuiltinOptions.SoftmaxOptions, new SoftmaxOptions());
        int output = output();
        Tensor out = tensors.tensor(output);
        if (out.type() == DType.INT8
                && !out.requireQuantization().equals(Quantization.perTensor(SOFTMAX_SCALE, Byte.MIN_VALUE))) {
            throw site.refuse("has an output of another scale than 1/256 and zero point -128", "convert it anew");
        }
        if (!(o.beta() > 0)) {
            throw site.refuse("has beta " + o.beta(), "convert it anew");
        }
        return new Op.Softmax(activationInput(0), output, o.beta());
    }
}
