package io.tinsmith.codegen.tflite;

import com.google.flatbuffers.Table;
import io.tinsmith.graph.Activation;
import io.tinsmith.graph.DType;
import io.tinsmith.graph.Op;
import io.tinsmith.graph.Padding;
import io.tinsmith.graph.Quantization;
import io.tinsmith.graph.Shape;
import io.tinsmith.graph.Tensor;
import io.tinsmith.graph.TensorData;
import io.tinsmith.graph.Window;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.lite.schema.AddOptions;
import org.tensorflow.lite.schema.BuiltinOperator;
import org.tensorflow.lite.schema.BuiltinOptions;
import org.tensorflow.lite.schema.ConcatenationOptions;
import org.tensorflow.lite.schema.Conv2DOptions;
import org.tensorflow.lite.schema.DepthwiseConv2DOptions;
import org.tensorflow.lite.schema.FullyConnectedOptions;
import org.tensorflow.lite.schema.FullyConnectedOptionsWeightsFormat;
import org.tensorflow.lite.schema.Operator;
import org.tensorflow.lite.schema.Pool2DOptions;
import org.tensorflow.lite.schema.ResizeNearestNeighborOptions;
import org.tensorflow.lite.schema.SoftmaxOptions;

/** One op of a file as ops of a graph. Refuses what would compute something else than TFLite does. */
final class OpDecoder {
    private static final String SUPPORTED =
            "ADD, AVERAGE_POOL_2D, CONCATENATION, CONV_2D, DEPTHWISE_CONV_2D, FULLY_CONNECTED,"
                    + " MAX_POOL_2D, RESHAPE, RESIZE_NEAREST_NEIGHBOR and SOFTMAX";
    /** Up to here TFLite's float arithmetic finds the pixel that the whole factor says; from 41 on it is off by one. */
    private static final int MOST_ENLARGEMENT = 40;

    private static final float SOFTMAX_SCALE = 1f / 256;

    private final Operator operator;
    private final OpSite site;
    private final TensorTable tensors;

    OpDecoder(Operator operator, OpSite site, TensorTable tensors) {
        this.operator = operator;
        this.site = site;
        this.tensors = tensors;
    }

    List<Op> decode(int code) {
        return switch (code) {
            case BuiltinOperator.CONV_2D -> List.of(conv());
            case BuiltinOperator.DEPTHWISE_CONV_2D -> List.of(depthwise());
            case BuiltinOperator.FULLY_CONNECTED -> fullyConnected();
            case BuiltinOperator.ADD -> List.of(add());
            case BuiltinOperator.AVERAGE_POOL_2D -> List.of(averagePool());
            case BuiltinOperator.MAX_POOL_2D -> List.of(maxPool());
            case BuiltinOperator.RESHAPE -> List.of(reshape());
            case BuiltinOperator.CONCATENATION -> List.of(concat());
            case BuiltinOperator.RESIZE_NEAREST_NEIGHBOR -> List.of(resizeNearest());
            case BuiltinOperator.SOFTMAX -> List.of(softmax());
            case BuiltinOperator.QUANTIZE, BuiltinOperator.DEQUANTIZE ->
                throw site.refuse(
                        "is not supported",
                        "export the model with int8 inputs and outputs (inference_input_type = tf.int8)");
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

    private Op add() {
        AddOptions o = options(BuiltinOptions.AddOptions, new AddOptions());
        int left = activationInput(0);
        int right = activationInput(1);
        Shape a = tensors.tensor(left).shape();
        if (!a.equals(tensors.tensor(right).shape())) {
            throw site.refuse("adds tensors of different shapes", "write the broadcast out in the model");
        }
        return new Op.Add(left, right, output(), activation(o.fusedActivationFunction()));
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

    private Op reshape() {
        // The output tensor has the shape, whether it came as options or as a tensor.
        return new Op.Reshape(activationInput(0), sameScaleOutput());
    }

    private Op concat() {
        ConcatenationOptions o = options(BuiltinOptions.ConcatenationOptions, new ConcatenationOptions());
        int output = output();
        Tensor out = tensors.tensor(output);
        List<Integer> inputs = new ArrayList<>();
        for (int i = 0; i < operator.inputsLength(); i++) {
            int input = activationInput(i);
            Tensor in = tensors.tensor(input);
            if (in.shape().rank() != 4 || out.shape().rank() != 4 || (o.axis() != 3 && o.axis() != -1)) {
                throw site.refuse(
                        "joins along axis " + o.axis() + ", not the channels of images",
                        "reshape to [N, H, W, C] and join along the last axis");
            }
            if (!in.quantization().equals(out.quantization())) {
                throw site.refuse(
                        "joins tensors of different scales or zero points",
                        "convert the model anew: TFLite's converter gives all of them the output's");
            }
            inputs.add(input);
        }
        if (activation(o.fusedActivationFunction()) != Activation.NONE) {
            throw site.refuse("has a fused activation", "put the activation into the ops before it");
        }
        return new Op.Concat(inputs, output);
    }

    private Op resizeNearest() {
        ResizeNearestNeighborOptions o =
                options(BuiltinOptions.ResizeNearestNeighborOptions, new ResizeNearestNeighborOptions());
        int input = activationInput(0);
        int output = sameScaleOutput();
        Shape in = tensors.tensor(input).shape();
        Shape out = tensors.tensor(output).shape();
        boolean images = in.rank() == 4 && out.rank() == 4;
        int factor = images ? out.height() / in.height() : 0;
        boolean whole = factor >= 1
                && factor <= MOST_ENLARGEMENT
                && out.height() == (long) factor * in.height()
                && out.width() == (long) factor * in.width();
        // Where pixel centers lie changes nothing: floor((y + 0.5) / factor) is floor(y / factor).
        if (!whole || o.alignCorners()) {
            throw site.refuse(
                    o.alignCorners() ? "aligns corners" : "does not enlarge by a whole factor",
                    "enlarge height and width by the same whole factor, at most " + MOST_ENLARGEMENT
                            + ", without align_corners");
        }
        return new Op.ResizeNearest(input, output);
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

    private <T extends Table> T options(byte type, T table) {
        Table options = operator.builtinOptionsType() == type ? operator.builtinOptions(table) : null;
        if (options == null) {
            throw site.refuse("has no " + BuiltinOptions.name(type), "the file was altered");
        }
        return table;
    }

    private int input(int position) {
        int index = position < operator.inputsLength() ? operator.inputs(position) : -1;
        if (index < 0) {
            throw site.refuse("lacks input " + position, "the file was altered");
        }
        return tensors.index(index);
    }

    private int activationInput(int position) {
        int index = input(position);
        requireActivation(index);
        return index;
    }

    private int output() {
        if (operator.outputsLength() != 1 || operator.outputs(0) < 0) {
            throw site.refuse("has " + operator.outputsLength() + " outputs, not 1", "the file was altered");
        }
        int index = tensors.index(operator.outputs(0));
        requireActivation(index);
        if (tensors.tensor(index).type() != tensors.tensor(input(0)).type()) {
            throw site.refuse("mixes types", "export the model all in int8 or all in float32");
        }
        return index;
    }

    /** Output of an op that only moves or pools values: TFLite demands the input's quantization. */
    private int sameScaleOutput() {
        int output = output();
        if (!tensors.tensor(output)
                .quantization()
                .equals(tensors.tensor(input(0)).quantization())) {
            throw site.refuse("changes the quantization", "convert the model anew with a current converter");
        }
        return output;
    }

    private void requireActivation(int index) {
        Tensor t = tensors.tensor(index);
        if (t.isParameter()) {
            throw site.refuse("has a constant operand (" + t.name() + ")", "fold the constant into a bias or weights");
        }
        boolean oneScale = t.quantization().filter(q -> !q.isPerChannel()).isPresent();
        boolean fits = t.type() == DType.FLOAT32 || (t.type() == DType.INT8 && oneScale);
        if (!fits) {
            throw site.refuse(
                    "has an operand (" + t.name() + ", " + t.type()
                            + ") that is neither float32 nor int8 with one scale",
                    "export the model with full int8 quantization");
        }
    }

    private int weights(int axis, int rank) {
        int index = input(1);
        Tensor w = tensors.tensor(index);
        if (!w.isParameter()
                || w.shape().rank() != rank
                || w.type() != tensors.tensor(input(0)).type()) {
            throw site.refuse(
                    "has weights (" + w.name() + ", " + w.type() + w.shape() + ") that are not constant, of rank "
                            + rank + " and of the input's type",
                    "the model is only quantized in its weights (dynamic range): export it with full int8 quantization,"
                            + " or all in float32");
        }
        if (w.type() == DType.INT8) {
            boolean fits = w.quantization()
                    .filter(q -> q.zeroPoint() == 0 && (!q.isPerChannel() || q.axis() == axis))
                    .isPresent();
            if (!fits) {
                throw site.refuse(
                        "has weights (" + w.name() + ") that are not symmetric, or not quantized along axis " + axis,
                        "use TFLite's own int8 quantization");
            }
        }
        return index;
    }

    private int bias(int input, int weights, int channels) {
        boolean int8 = tensors.tensor(weights).type() == DType.INT8;
        DType type = int8 ? DType.INT32 : DType.FLOAT32;
        if (operator.inputsLength() > 2 && operator.inputs(2) >= 0) {
            int index = input(2);
            Tensor bias = tensors.tensor(index);
            if (!bias.isParameter() || bias.type() != type || bias.shape().elements() != channels) {
                throw site.refuse(
                        "has a bias (" + bias.name() + ", " + bias.type() + bias.shape() + ") that is not constant, "
                                + type + "[" + channels + "]",
                        "export the model with full int8 quantization");
            }
            return index;
        }
        Tensor zeros = Tensor.parameter(
                tensors.tensor(weights).name() + "/zero_bias",
                Shape.of(channels),
                int8 ? new TensorData.Int32(new int[channels]) : new TensorData.Float32(new float[channels]));
        if (int8) {
            zeros = zeros.withQuantization(BiasScale.of(
                    tensors.tensor(input).requireQuantization(),
                    tensors.tensor(weights).requireQuantization()));
        }
        return tensors.add(zeros);
    }

    private Window window(int strideH, int strideW, int dilationH, int dilationW, byte paddingCode) {
        Padding padding = Codes.padding(paddingCode)
                .orElseThrow(() -> site.refuse("has the padding " + paddingCode, "the file was altered"));
        try {
            return new Window(strideH, strideW, dilationH, dilationW, padding);
        } catch (IllegalArgumentException e) {
            throw site.refuse("has a stride or dilation below 1", "the file was altered");
        }
    }

    private Activation activation(byte code) {
        return Codes.activation(code)
                .orElseThrow(() -> site.refuse(
                        "has the fused activation " + Codes.activationName(code) + ", which is not supported",
                        "use none, ReLU or ReLU6"));
    }
}
