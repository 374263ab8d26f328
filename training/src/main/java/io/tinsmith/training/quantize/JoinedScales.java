package io.tinsmith.training.quantize;

import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Op;
import io.tinsmith.graph.Quantization;
import io.tinsmith.graph.ScaleGroups;
import io.tinsmith.graph.Tensor;
import io.tinsmith.graph.UnaryFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Sets tensors whose scale is fixed (the input, logistic, tanh, softmax) apart from concatenations, which have one scale for
 * all that they join: by an op that carries the values over into the other scale.
 */
final class JoinedScales {
    private final Rewriter graph;
    private final List<Integer> inputs;

    private JoinedScales(Graph graph) {
        this.graph = new Rewriter(graph);
        this.inputs = graph.inputs();
    }

    /** The graph with what it takes; tensors keep their index. */
    static Graph setApart(Graph graph) {
        JoinedScales scales = new JoinedScales(graph);
        for (int i = 0; i < scales.graph.ops.size(); i++) {
            if (scales.graph.ops.get(i) instanceof Op.Concat concat) {
                i += scales.setApart(i, concat);
            }
        }
        return scales.graph.build();
    }

    /** Returns how many ops came before the concatenation. */
    private int setApart(int at, Op.Concat concat) {
        List<String> fixed =
                concat.inputs().stream().map(this::fixedScale).distinct().toList();
        if (fixed.size() == 1) {
            return 0;
        }
        List<Integer> joined = new ArrayList<>();
        int added = 0;
        for (int input : concat.inputs()) {
            if (fixedScale(input).isEmpty()) {
                joined.add(input);
                continue;
            }
            Tensor t = graph.tensor(input);
            int copy = graph.add(Tensor.activation(t.name() + "/rescaled", t.shape(), t.type()));
            graph.ops.add(at + added++, new Op.Unary(input, copy, UnaryFunction.REQUANTIZE, 0));
            joined.add(copy);
        }
        graph.ops.set(at + added, new Op.Concat(joined, concat.output()));
        return added;
    }

    /** What fixes a tensor's scale; empty where nothing does. */
    private String fixedScale(int tensor) {
        int at = tensor;
        Optional<Integer> producer = graph.producer(at);
        while (producer.isPresent()) {
            Op op = graph.ops.get(producer.get());
            if (op instanceof Op.Concat || !ScaleGroups.keepsScale(op)) {
                if (op instanceof Op.Unary unary) {
                    return unary.function()
                            .outputQuantization()
                            .map(Quantization::toString)
                            .orElse("");
                }
                return op instanceof Op.Softmax ? "softmax" : "";
            }
            at = op.inputs().get(0);
            producer = graph.producer(at);
        }
        return inputs.contains(at) ? "input " + at : "";
    }
}
