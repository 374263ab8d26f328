package io.tinsmith.training.quantize;

import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Op;
import io.tinsmith.graph.Shape;
import io.tinsmith.graph.Tensor;
import io.tinsmith.graph.TensorData;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A float graph while its ops are changed. Tensors keep their index; those that no op names any more stay and are not
 * written to files.
 */
final class Rewriter {
    private final Graph graph;
    final List<Tensor> tensors;
    final List<Op> ops;

    Rewriter(Graph graph) {
        this.graph = graph;
        this.tensors = new ArrayList<>(graph.tensors());
        this.ops = new ArrayList<>(graph.ops());
    }

    Graph build() {
        return new Graph(graph.name(), tensors, ops, graph.inputs(), graph.outputs(), graph.rounding());
    }

    Tensor tensor(int index) {
        return tensors.get(index);
    }

    Shape shape(int index) {
        return tensors.get(index).shape();
    }

    float[] values(int index) {
        return tensors.get(index).float32();
    }

    /** A parameter like another one with other values; that one may have further users. */
    int parameterLike(int index, float[] values) {
        tensors.add(tensors.get(index).withData(new TensorData.Float32(values)));
        return tensors.size() - 1;
    }

    /** Other values of a parameter, for all its users. */
    void replace(int index, float[] values) {
        tensors.set(index, tensors.get(index).withData(new TensorData.Float32(values)));
    }

    int add(Tensor tensor) {
        tensors.add(tensor);
        return tensors.size() - 1;
    }

    /** Position of the op that computes a tensor. */
    Optional<Integer> producer(int tensor) {
        for (int i = 0; i < ops.size(); i++) {
            if (ops.get(i).output() == tensor) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    /** Position of the only op that reads a tensor, if nothing else needs its value. */
    Optional<Integer> onlyConsumer(int tensor) {
        if (graph.outputs().contains(tensor)) {
            return Optional.empty();
        }
        List<Integer> readers = new ArrayList<>();
        for (int i = 0; i < ops.size(); i++) {
            for (int input : ops.get(i).inputs()) {
                if (input == tensor) {
                    readers.add(i);
                }
            }
        }
        return readers.size() == 1 ? Optional.of(readers.get(0)) : Optional.empty();
    }

    /** How many ops read each parameter. */
    Map<Integer, Integer> uses() {
        Map<Integer, Integer> uses = new HashMap<>();
        ops.forEach(op -> op.inputs().forEach(t -> uses.merge(t, 1, Integer::sum)));
        return uses;
    }
}
