package io.tinsmith.codegen.tflite;

import io.tinsmith.graph.DType;
import io.tinsmith.graph.Op;
import io.tinsmith.graph.Pair;
import io.tinsmith.graph.Tensor;
import io.tinsmith.graph.UnaryFunction;
import org.tensorflow.lite.schema.AddOptions;
import org.tensorflow.lite.schema.BuiltinOptions;
import org.tensorflow.lite.schema.LeakyReluOptions;
import org.tensorflow.lite.schema.MulOptions;
import org.tensorflow.lite.schema.Operator;
import org.tensorflow.lite.schema.SubOptions;

/** Ops that compute each value from the values at its own place. */
final class ElementDecoder extends OpReader {
    ElementDecoder(Operator operator, OpSite site, TensorTable tensors) {
        super(operator, site, tensors);
    }

    Op add() {
        AddOptions o = options(BuiltinOptions.AddOptions, new AddOptions());
        return paired(new Op.Add(operand(0), operand(1), output(), activation(o.fusedActivationFunction())));
    }

    Op sub() {
        SubOptions o = options(BuiltinOptions.SubOptions, new SubOptions());
        return paired(new Op.Sub(operand(0), operand(1), output(), activation(o.fusedActivationFunction())));
    }

    Op mul() {
        MulOptions o = options(BuiltinOptions.MulOptions, new MulOptions());
        return paired(new Op.Mul(operand(0), operand(1), output(), activation(o.fusedActivationFunction())));
    }

    Op maximum() {
        return sameScale(new Op.Maximum(operand(0), operand(1), output()));
    }

    Op minimum() {
        return sameScale(new Op.Minimum(operand(0), operand(1), output()));
    }

    Op prelu() {
        int slopes = operand(1);
        if (!tensors.tensor(slopes).isParameter()) {
            throw site.refuse("has slopes that are computed", "train with constant ones");
        }
        return paired(new Op.Prelu(activationInput(0), slopes, output()));
    }

    /** An input that may be constant. */
    private int operand(int position) {
        int index = input(position);
        requireOneScale(index);
        return index;
    }

    private Op paired(Op.Pairwise op) {
        Tensor left = tensors.tensor(op.left());
        Tensor right = tensors.tensor(op.right());
        if (left.isParameter() && right.isParameter()) {
            throw site.refuse("has constant operands only", "convert the model anew: converters fold such ops");
        }
        if (left.type() != right.type()) {
            throw site.refuse("mixes types", "export the model all in int8 or all in float32");
        }
        try {
            Pair.of(op, tensors::tensor);
        } catch (IllegalArgumentException e) {
            throw site.refuse(
                    "has operands of shapes that are neither equal nor one value, or one a channel, for an activation",
                    "write the broadcast out in the model");
        }
        return op;
    }

    private Op sameScale(Op.Pairwise op) {
        for (int input : op.inputs()) {
            if (!tensors.tensor(input)
                    .quantization()
                    .equals(tensors.tensor(op.output()).quantization())) {
                throw site.refuse(
                        "compares values of different scales or zero points",
                        "convert the model anew: TFLite's converter gives all of them the output's");
            }
        }
        return paired(op);
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
            throw betweenTypes();
        }
        return unary(UnaryFunction.REQUANTIZE);
    }

    ModelFormatException betweenTypes() {
        return site.refuse(
                "converts between types within the network; float32 and uint8 can be taken at its inputs and given at its"
                        + " outputs alone, uint8 of the same scale",
                "quantize all of it to int8, without layers kept in float32 or int16");
    }
}
