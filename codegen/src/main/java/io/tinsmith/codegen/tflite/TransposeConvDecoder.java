package io.tinsmith.codegen.tflite;

import io.tinsmith.graph.Op;
import io.tinsmith.graph.Shape;
import io.tinsmith.graph.Tensor;
import io.tinsmith.graph.Window;
import java.util.Arrays;
import org.tensorflow.lite.schema.BuiltinOptions;
import org.tensorflow.lite.schema.Operator;
import org.tensorflow.lite.schema.TransposeConvOptions;

/** Transposed convolutions, whose inputs are the output's shape, weights, values and a bias. */
final class TransposeConvDecoder extends OpReader {
    TransposeConvDecoder(Operator operator, OpSite site, TensorTable tensors) {
        super(operator, site, tensors);
    }

    @Override
    int dataInput() {
        return 2;
    }

    Op decode() {
        TransposeConvOptions o = options(BuiltinOptions.TransposeConvOptions, new TransposeConvOptions());
        int input = activationInput(dataInput());
        int weights = weights(0, 4);
        Shape w = tensors.tensor(weights).shape();
        int bias = bias(input, weights, w.dim(0));
        int output = output();
        Tensor out = tensors.tensor(output);
        int[] given = constants(0, 4);
        if (!Arrays.stream(given).boxed().toList().equals(out.shape().dims())) {
            throw site.refuse(
                    "makes " + Arrays.toString(given) + ", not the shape of its output", "fix the shapes of the model");
        }
        Window window = window(o.strideH(), o.strideW(), 1, 1, o.padding());
        Op op = new Op.TransposeConv(input, weights, bias, output, window, activation(o.fusedActivationFunction()));
        if (!fits(tensors.tensor(input).shape(), w, out.shape(), window)) {
            throw site.refuse(
                    "has an output that a convolution of stride " + window.strideH() + "x" + window.strideW()
                            + " does not lead back to its input",
                    "make the output's sides the input's times the stride");
        }
        return op;
    }

    private static boolean fits(Shape in, Shape w, Shape out, Window window) {
        boolean images =
                in.rank() == 4 && out.rank() == 4 && w.channels() == in.channels() && w.dim(0) == out.channels();
        return images
                && in.height() == extent(out.height(), w.dim(1), window.strideH(), window)
                && in.width() == extent(out.width(), w.dim(2), window.strideW(), window);
    }

    /** 0 where the kernel does not fit. */
    private static int extent(int out, int kernel, int stride, Window window) {
        try {
            return window.padding().outputExtent(out, kernel, stride, 1);
        } catch (IllegalArgumentException e) {
            return 0;
        }
    }
}
