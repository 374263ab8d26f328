package io.tinsmith.codegen.tflite;

import com.google.flatbuffers.Table;
import io.tinsmith.graph.Activation;
import io.tinsmith.graph.DType;
import io.tinsmith.graph.Padding;
import io.tinsmith.graph.Shape;
import io.tinsmith.graph.Tensor;
import io.tinsmith.graph.TensorData;
import io.tinsmith.graph.Window;
import org.tensorflow.lite.schema.BuiltinOptions;
import org.tensorflow.lite.schema.Operator;

/** What reading each op of a file needs: options, operands and their checks. */
abstract class OpReader {
    final Operator operator;
    final OpSite site;
    final TensorTable tensors;

    OpReader(Operator operator, OpSite site, TensorTable tensors) {
        this.operator = operator;
        this.site = site;
        this.tensors = tensors;
    }

    /** Place of the values that the op works on among its inputs. */
    int dataInput() {
        return 0;
    }

    <T extends Table> T options(byte type, T table) {
        Table options = operator.builtinOptionsType() == type ? operator.builtinOptions(table) : null;
        if (options == null) {
            throw site.refuse("has no " + BuiltinOptions.name(type), "the file was altered");
        }
        return table;
    }

    int input(int position) {
        int index = position < operator.inputsLength() ? operator.inputs(position) : -1;
        if (index < 0) {
            throw site.refuse("lacks input " + position, "the file was altered");
        }
        return tensors.index(index);
    }

    /** The values of a constant int32 operand that says what the op does. */
    int[] constants(int position, int count) {
        int[] values = constants(position);
        if (values.length != count) {
            throw site.refuse(
                    "has no constant int32 operand " + position + " of " + count + " values",
                    "the shapes of the model were not fixed when it was exported");
        }
        return values;
    }

    /** The same, however many. */
    int[] constants(int position) {
        int index = position < operator.inputsLength() ? operator.inputs(position) : -1;
        Tensor tensor = index < 0 ? null : tensors.constant(index);
        if (tensor == null || !(tensor.dataOrNull() instanceof TensorData.Int32 data)) {
            throw site.refuse(
                    "has no constant int32 operand " + position,
                    "the shapes of the model were not fixed when it was exported");
        }
        return data.values();
    }

    int activationInput(int position) {
        int index = input(position);
        requireActivation(index);
        return index;
    }

    int output() {
        if (operator.outputsLength() != 1 || operator.outputs(0) < 0) {
            throw site.refuse("has " + operator.outputsLength() + " outputs, not 1", "the file was altered");
        }
        int index = tensors.index(operator.outputs(0));
        requireActivation(index);
        if (tensors.tensor(index).type() != tensors.tensor(input(dataInput())).type()) {
            throw site.refuse("mixes types", "export the model all in int8 or all in float32");
        }
        return index;
    }

    /** Output of an op that only moves or pools values: TFLite demands the input's quantization. */
    int sameScaleOutput() {
        int output = output();
        if (!tensors.tensor(output)
                .quantization()
                .equals(tensors.tensor(input(dataInput())).quantization())) {
            throw site.refuse("changes the quantization", "convert the model anew with a current converter");
        }
        return output;
    }

    void requireActivation(int index) {
        Tensor t = tensors.tensor(index);
        if (t.isParameter()) {
            throw site.refuse("has a constant operand (" + t.name() + ")", "fold the constant into a bias or weights");
        }
        requireOneScale(index);
    }

    void requireOneScale(int index) {
        Tensor t = tensors.tensor(index);
        boolean oneScale = t.quantization().filter(q -> !q.isPerChannel()).isPresent();
        boolean fits = t.type() == DType.FLOAT32 || (t.type() == DType.INT8 && oneScale);
        if (!fits) {
            throw site.refuse(
                    "has an operand (" + t.name() + ", " + t.type()
                            + ") that is neither float32 nor int8 with one scale",
                    "export the model with full int8 quantization");
        }
    }

    int weights(int axis, int rank) {
        int index = input(1);
        DType type = tensors.tensor(input(dataInput())).type();
        if (tensors.asFloat() && type == DType.FLOAT32 && Dequantizer.applies(tensors.tensor(index))) {
            tensors.dequantize(index);
        }
        Tensor w = tensors.tensor(index);
        if (!w.isParameter() || w.shape().rank() != rank || w.type() != type) {
            throw site.refuse(
                    "has weights (" + w.name() + ", " + w.type() + w.shape() + ") that are not constant, of rank "
                            + rank + " and of the input's type",
                    "the model is only quantized in its weights (dynamic range): make it int8 with tinsmith quantize,"
                            + " or export it all in float32");
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

    int bias(int input, int weights, int channels) {
        boolean int8 = tensors.tensor(weights).type() == DType.INT8;
        DType type = int8 ? DType.INT32 : DType.FLOAT32;
        int place = dataInput() == 0 ? 2 : dataInput() + 1;
        if (operator.inputsLength() > place && operator.inputs(place) >= 0) {
            int index = input(place);
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

    Window window(int strideH, int strideW, int dilationH, int dilationW, byte paddingCode) {
        Padding padding = Codes.padding(paddingCode)
                .orElseThrow(() -> site.refuse("has the padding " + paddingCode, "the file was altered"));
        try {
            return new Window(strideH, strideW, dilationH, dilationW, padding);
        } catch (IllegalArgumentException e) {
            throw site.refuse("has a stride or dilation below 1", "the file was altered");
        }
    }

    Activation activation(byte code) {
        return Codes.activation(code)
                .orElseThrow(() -> site.refuse(
                        "has the fused activation " + Codes.activationName(code) + ", which is not supported",
                        "use none, ReLU or ReLU6"));
    }
}
