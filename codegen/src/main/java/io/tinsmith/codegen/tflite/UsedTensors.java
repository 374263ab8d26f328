package io.tinsmith.codegen.tflite;

import io.tinsmith.graph.Graph;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;

/**
 * The tensors of a graph that its ops, inputs and outputs name: those that go into a file. Changing a graph, as by folding,
 * leaves others behind.
 *
 * @param indices in the graph, ascending: the k-th is tensor k of the file
 */
record UsedTensors(List<Integer> indices) {
    static UsedTensors of(FileGraph file) {
        Graph graph = file.graph();
        BitSet used = new BitSet();
        file.operands().forEach(operands -> operands.forEach(used::set));
        graph.ops().forEach(op -> used.set(op.output()));
        graph.inputs().forEach(used::set);
        graph.outputs().forEach(used::set);
        return new UsedTensors(used.stream().boxed().toList());
    }

    /** Indices in the file of tensors of the graph. */
    int[] places(List<Integer> ofGraph) {
        return ofGraph.stream()
                .mapToInt(t -> Collections.binarySearch(indices, t))
                .toArray();
    }
}
