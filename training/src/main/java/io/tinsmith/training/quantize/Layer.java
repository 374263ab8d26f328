package io.tinsmith.training.quantize;

import io.tinsmith.graph.Activation;
import io.tinsmith.graph.Op;
import io.tinsmith.graph.Window;
import java.util.Optional;

/**
 * An op with weights and a bias: convolution, depthwise convolution or dense layer.
 *
 * @param axis of the weights' output channels
 */
record Layer(Op op, int input, int weights, int bias, int output, int axis, Activation activation) {
    static Optional<Layer> of(Op op) {
        if (op instanceof Op.Conv2d c) {
            return Optional.of(new Layer(op, c.input(), c.weights(), c.bias(), c.output(), 0, c.activation()));
        }
        if (op instanceof Op.DepthwiseConv2d c) {
            return Optional.of(new Layer(op, c.input(), c.weights(), c.bias(), c.output(), 3, c.activation()));
        }
        if (op instanceof Op.TransposeConv c) {
            return Optional.of(new Layer(op, c.input(), c.weights(), c.bias(), c.output(), 0, c.activation()));
        }
        if (op instanceof Op.FullyConnected d) {
            return Optional.of(new Layer(op, d.input(), d.weights(), d.bias(), d.output(), 0, d.activation()));
        }
        return Optional.empty();
    }

    boolean isDense() {
        return op instanceof Op.FullyConnected;
    }

    boolean isDepthwise() {
        return op instanceof Op.DepthwiseConv2d;
    }

    /** Whether the weights that an output is made of are not the same for all: what is not in the image is left out. */
    boolean isTransposed() {
        return op instanceof Op.TransposeConv;
    }

    /** Of a convolution; dense layers and transposed convolutions have none. */
    Optional<Window> window() {
        return op instanceof Op.Conv2d c
                ? Optional.of(c.window())
                : op instanceof Op.DepthwiseConv2d d ? Optional.of(d.window()) : Optional.empty();
    }

    /** The same op on other tensors. */
    Op with(int newInput, int newWeights, int newBias, int newOutput, Activation newActivation) {
        if (op instanceof Op.Conv2d c) {
            return new Op.Conv2d(newInput, newWeights, newBias, newOutput, c.window(), newActivation);
        }
        if (op instanceof Op.DepthwiseConv2d c) {
            return new Op.DepthwiseConv2d(newInput, newWeights, newBias, newOutput, c.window(), newActivation);
        }
        if (op instanceof Op.TransposeConv c) {
            return new Op.TransposeConv(newInput, newWeights, newBias, newOutput, c.window(), newActivation);
        }
        return new Op.FullyConnected(newInput, newWeights, newBias, newOutput, newActivation);
    }

    Op withActivation(Activation other) {
        return with(input, weights, bias, output, other);
    }
}
