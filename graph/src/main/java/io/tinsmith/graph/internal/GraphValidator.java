package io.tinsmith.graph.internal;

import io.tinsmith.graph.Op;
import io.tinsmith.graph.Shape;
import io.tinsmith.graph.ShapeInference;
import io.tinsmith.graph.Tensor;
import java.util.List;

/** Rejects graphs that cannot be run. */
public final class GraphValidator {
    private GraphValidator() {}

    public static void validate(
            String name, List<Tensor> tensors, List<Op> ops, List<Integer> inputs, List<Integer> outputs) {
        boolean[] ready = new boolean[tensors.size()];
        for (int i = 0; i < ready.length; i++) {
            ready[i] = tensors.get(i).isParameter();
        }
        for (int input : inputs) {
            checkIndex(name, "graph input", input, ready.length);
            if (ready[input]) {
                throw new IllegalArgumentException("The graph (" + name + ") names the tensor " + input + " ("
                        + tensors.get(input).name() + ") twice as input, or it is a parameter.");
            }
            ready[input] = true;
        }
        for (int i = 0; i < ops.size(); i++) {
            Op op = ops.get(i);
            for (int input : op.inputs()) {
                checkIndex(name, op, i, input, ready.length);
                if (!ready[input]) {
                    throw new IllegalArgumentException(
                            "The graph (" + name + "), " + where(op, i) + " reads the tensor "
                                    + input + " (" + tensors.get(input).name() + ") before anything writes it.\n"
                                    + "Maybe the ops are not in an order in which they can run, or the graph is cyclic.");
                }
            }
            checkIndex(name, op, i, op.output(), ready.length);
            if (ready[op.output()]) {
                throw new IllegalArgumentException("The graph (" + name + "), " + where(op, i) + " writes the tensor "
                        + op.output() + " (" + tensors.get(op.output()).name() + ") that has a value already.");
            }
            checkOutput(name, op, i, tensors);
            ready[op.output()] = true;
        }
        for (int output : outputs) {
            checkIndex(name, "graph output", output, ready.length);
            if (!ready[output]) {
                throw new IllegalArgumentException("The graph (" + name + ") never computes its output " + output + " ("
                        + tensors.get(output).name() + ").");
            }
        }
    }

    private static void checkOutput(String name, Op op, int position, List<Tensor> tensors) {
        Shape inferred;
        try {
            inferred = ShapeInference.outputShape(op, tensors);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "The graph (" + name + "), " + where(op, position) + ": " + e.getMessage(), e);
        }
        Tensor output = tensors.get(op.output());
        boolean fits = op instanceof Op.Reshape
                ? inferred.elements() == output.shape().elements()
                : inferred.equals(output.shape());
        if (!fits) {
            throw new IllegalArgumentException("The graph (" + name + "), " + where(op, position) + " computes "
                    + inferred + ", but its output (" + output.name() + ") is " + output.shape() + ".");
        }
        // Weights and biases have other types.
        int values = op instanceof Op.Pairwise ? 2 : 1;
        for (int input : op.inputs().subList(0, values)) {
            if (tensors.get(input).type() != output.type()) {
                throw new IllegalArgumentException("The graph (" + name + "), " + where(op, position) + " reads "
                        + tensors.get(input).type() + " and writes " + output.type() + ".");
            }
        }
        if (op instanceof Op.Concat
                || op instanceof Op.ResizeNearest
                || op instanceof Op.Resize
                || op instanceof Op.Pad
                || op instanceof Op.Transpose
                || op instanceof Op.Slice) {
            op.inputs().forEach(input -> checkMove(name, where(op, position), tensors.get(input), output));
        }
    }

    /** Values that an op only moves keep their type and scale. */
    private static void checkMove(String name, String where, Tensor input, Tensor output) {
        boolean scaled =
                input.quantization().isPresent() && output.quantization().isPresent();
        if (input.isParameter()
                || input.type() != output.type()
                || (scaled && !input.quantization().equals(output.quantization()))) {
            throw new IllegalArgumentException("The graph (" + name + "), " + where + " moves the values of ("
                    + describe(input) + ") into (" + describe(output) + ").\n"
                    + "Maybe quantize it anew: it takes activations of the output's type, scale and zero point.");
        }
    }

    private static String describe(Tensor tensor) {
        String kind = tensor.isParameter() ? ", constant" : "";
        return tensor.name() + ", " + tensor.type() + kind
                + tensor.quantization().map(q -> ", " + q).orElse("");
    }

    private static void checkIndex(String name, Op op, int position, int index, int count) {
        if (index < 0 || index >= count) {
            checkIndex(name, where(op, position), index, count);
        }
    }

    private static String where(Op op, int position) {
        return "op " + position + " (" + op.getClass().getSimpleName() + ")";
    }

    private static void checkIndex(String name, String where, int index, int count) {
        if (index < 0 || index >= count) {
            throw new IllegalArgumentException(
                    "The graph (" + name + "), " + where + " names tensor " + index + " of " + count + ".");
        }
    }
}
