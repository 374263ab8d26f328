package io.tinsmith.codegen.tflite;

import io.tinsmith.graph.DType;
import io.tinsmith.graph.Op;
import io.tinsmith.graph.Shape;
import io.tinsmith.graph.Tensor;
import io.tinsmith.graph.UnaryFunction;
import org.tensorflow.lite.schema.AddOptions;
import org.tensorflow.lite.schema.BuiltinOptions;
import org.tensorflow.lite.schema.LeakyReluOptions;
import org.tensorflow.lite.schema.MulOptions;
import org.tensorflow.lite.schema.Operator;

/** Ops that compute each value from the values at its own place. */
final class ElementDecoder extends OpReader {
    ElementDecoder(Operator operator, OpSite site, TensorTable tensors) {
        super(operator, site, tensors);
    }

    Op add() {
        AddOptions o = options(BuiltinOptions.AddOptions, new AddOptions());
        int left = activationInput(0);
        int right = activationInput(1);
        Shape a = tensors.tensor(left).shape();
        if (!a.equals(tensors.tensor(right).shape())) {
            throw site.refuse("adds tensors of different shapes", "write the broadcast out in the model");
        }
        return new Op.Add(left, right, output(), activation(o.fusedActivationFunction()));
    }

    Op mul() {
        MulOptions o = options(BuiltinOptions.MulOptions, new MulOptions());
        int left = activationInput(0);
        int right = activationInput(1);
        if (tensors.tensor(left).shape().elements()
                < tensors.tensor(right).shape().elements()) {
            int swapped = left;
            left = right;
            right = swapped;
        }
        Shape a = tensors.tensor(left).shape();
        Shape b = tensors.tensor(right).shape();
        boolean channelwise = a.rank() == 4
                && a.dim(0) == 1
                && b.rank() == 4
                && b.elements() == a.channels()
                && b.channels() == a.channels();
        if (!a.equals(b) && !channelwise) {
            throw site.refuse(
                    "multiplies tensors of shapes that are neither equal nor an image and one value a channel",
                    "write the broadcast out in the model");
        }
        return new Op.Mul(left, right, output(), activation(o.fusedActivationFunction()));
    }

    Op unary(UnaryFunction function) {
        int output = output();
        Tensor out = tensors.tensor(output);
        function.outputQuantization().ifPresent(q -> {
            if (out.type() == DType.INT8 && !out.requireQuantization().equals(q)) {
                throw site.refuse("has an output of another quantization than " + q, "convert it anew");
            }
        });
        return new Op.Unary(activationInput(0), output, function, 0);
    }

    Op leakyRelu() {
        LeakyReluOptions o = options(BuiltinOptions.LeakyReluOptions, new LeakyReluOptions());
        if (!(Math.abs(o.alpha()) <= 1)) {
            throw site.refuse("has the slope " + o.alpha(), "use one from -1 to 1");
        }
        return new Op.Unary(activationInput(0), output(), UnaryFunction.LEAKY_RELU, o.alpha());
    }

    Op requantize() {
        // Other types are no fault of the tensors: the op is what is not supported.
        boolean int8 = tensors.describe(operator.inputs(0)).startsWith("INT8[")
                && tensors.describe(operator.outputs(0)).startsWith("INT8[");
        if (!int8) {
            throw site.refuse("is not supported", OpDecoder.INT8_ENDS);
        }
        return unary(UnaryFunction.REQUANTIZE);
    }
}
