package io.tinsmith.training.proxies;

import io.tinsmith.graph.Activation;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Op;
import io.tinsmith.graph.UnaryFunction;
import io.tinsmith.training.internal.Differentiation;
import io.tinsmith.training.internal.ParameterLayout;
import io.tinsmith.training.internal.ParameterLayout.Kind;
import io.tinsmith.training.internal.ParameterLayout.Slot;
import io.tinsmith.training.internal.Seeds;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Synaptic flow (Tanaka et al., arXiv:2006.05467, equation 2): with all weights made positive, no batch norm and no
 * biases, the sum of the logits for an image of ones is R, and the flow is the sum over weights w of w dR/dw. As its
 * values span many powers of ten, the score is the natural logarithm.
 *
 * <p>Nothing is negative, so ReLU is the identity; ReLU6, which would cut the flow off, is taken as ReLU. Weights have
 * the variance 1 / (3 fan-in) of PyTorch's default, with which the paper on proxies ranks networks.
 */
final class Synflow {
    private Synflow() {}

    static double score(Graph structure, long seed) {
        Graph linear = linear(structure);
        return StrictMath.log(flow(linear, weights(ParameterLayout.forInference(linear), seed)));
    }

    /** The flow of given positive parameters, before the logarithm. */
    static double flow(Graph linear, float[] parameters) {
        List<Slot> slots = ParameterLayout.forInference(linear).slots();
        List<float[]> gradients = Differentiation.byParameters(linear, parameters);
        double sum = 0;
        for (int s = 0; s < slots.size(); s++) {
            Slot slot = slots.get(s);
            for (int i = 0; i < slot.length() && slot.kind() == Kind.WEIGHTS; i++) {
                sum += (double) parameters[slot.offset() + i] * gradients.get(s)[i];
            }
        }
        return sum;
    }

    /** The same network without activations. */
    static Graph linear(Graph structure) {
        List<Op> ops = structure.ops().stream().map(Synflow::linear).toList();
        return new Graph(
                structure.name(),
                structure.tensors(),
                ops,
                structure.inputs(),
                structure.outputs(),
                structure.rounding());
    }

    private static Op linear(Op op) {
        Activation none = Activation.NONE;
        if (op instanceof Op.Conv2d o) {
            return new Op.Conv2d(o.input(), o.weights(), o.bias(), o.output(), o.window(), none);
        }
        if (op instanceof Op.DepthwiseConv2d o) {
            return new Op.DepthwiseConv2d(o.input(), o.weights(), o.bias(), o.output(), o.window(), none);
        }
        if (op instanceof Op.FullyConnected o) {
            return new Op.FullyConnected(o.input(), o.weights(), o.bias(), o.output(), none);
        }
        if (op instanceof Op.Add o) {
            return new Op.Add(o.left(), o.right(), o.output(), none);
        }
        if (op instanceof Op.Mul o) {
            return new Op.Mul(o.left(), o.right(), o.output(), none);
        }
        if (op instanceof Op.Unary o && o.function() == UnaryFunction.RELU6) {
            return new Op.Unary(o.input(), o.output(), UnaryFunction.RELU, 0);
        }
        return op;
    }

    private static float[] weights(ParameterLayout layout, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] out = new float[layout.parameters()];
        for (Slot slot : layout.slots()) {
            double deviation = StrictMath.sqrt(1.0 / (3.0 * slot.fanIn()));
            for (int i = slot.offset(); i < slot.offset() + slot.length() && slot.kind() == Kind.WEIGHTS; i++) {
                out[i] = (float) Math.abs(deviation * Seeds.gaussian(random));
            }
        }
        return out;
    }
}
