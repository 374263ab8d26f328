package io.tinsmith.graph;

import io.tinsmith.graph.internal.GraphValidator;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A network: tensors, ops in an order in which they can run, and its inputs and outputs by tensor index. The constructor
 * rejects an index out of range, a tensor read before it is written or written twice, and ops whose shapes or types do
 * not fit.
 *
 * @param rounding how int8 kernels requantize; a property of the graph, so that the interpreter and the generated C
 *     cannot disagree
 * @param edges what the file takes and gives where that isn't what the graph does
 */
public record Graph(
        String name,
        List<Tensor> tensors,
        List<Op> ops,
        List<Integer> inputs,
        List<Integer> outputs,
        Rounding rounding,
        Edges edges) {
    public Graph {
        tensors = List.copyOf(tensors);
        ops = List.copyOf(ops);
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        if (edges.inputs().size() != inputs.size() || edges.outputs().size() != outputs.size()) {
            throw new IllegalArgumentException("The graph (" + name + ") has " + inputs.size() + " inputs and "
                    + outputs.size() + " outputs, its edges are (" + edges + ").");
        }
        GraphValidator.validate(name, tensors, ops, inputs, outputs);
    }

    /** A graph whose file takes and gives what it does itself. */
    public Graph(
            String name,
            List<Tensor> tensors,
            List<Op> ops,
            List<Integer> inputs,
            List<Integer> outputs,
            Rounding rounding) {
        this(name, tensors, ops, inputs, outputs, rounding, Edges.inside(inputs.size(), outputs.size()));
    }

    public Tensor tensor(int index) {
        return tensors.get(index);
    }

    /** The only input. */
    public Tensor input() {
        return only(inputs, "inputs");
    }

    /** The only output. */
    public Tensor output() {
        return only(outputs, "outputs");
    }

    /** Values of all inputs together. */
    public long inputElements() {
        return elements(inputs);
    }

    /** Values of all outputs together. */
    public long outputElements() {
        return elements(outputs);
    }

    public Graph withRounding(Rounding other) {
        return new Graph(name, tensors, ops, inputs, outputs, other, edges);
    }

    public Graph withEdges(Edges others) {
        return new Graph(name, tensors, ops, inputs, outputs, rounding, others);
    }

    public Graph withTensors(List<Tensor> others) {
        return new Graph(name, others, ops, inputs, outputs, rounding, edges);
    }

    /** Parameters and activations as {@code int8}/{@code int32} or {@code float32}, without data: the structure. */
    public Graph structureAs(DType type) {
        Set<Integer> operands = new HashSet<>();
        ops.stream().filter(Op.Pairwise.class::isInstance).forEach(op -> operands.addAll(op.inputs()));
        List<Tensor> copies = new ArrayList<>(tensors.size());
        for (int i = 0; i < tensors.size(); i++) {
            Tensor t = tensors.get(i);
            boolean bias = t.isParameter() && t.shape().rank() == 1 && !operands.contains(i);
            DType to = type == DType.INT8 && bias ? DType.INT32 : type;
            copies.add(new Tensor(t.name(), t.shape(), to, t.role(), null, null));
        }
        return withTensors(copies);
    }

    private long elements(List<Integer> indices) {
        return indices.stream()
                .mapToLong(i -> tensors.get(i).shape().elements())
                .sum();
    }

    private Tensor only(List<Integer> indices, String what) {
        if (indices.size() != 1) {
            throw new IllegalStateException("The graph (" + name + ") has " + indices.size() + " " + what + ", not 1.");
        }
        return tensors.get(indices.get(0));
    }
}
