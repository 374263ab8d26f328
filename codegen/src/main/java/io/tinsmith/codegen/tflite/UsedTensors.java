package io.tinsmith.codegen.tflite;

import java.util.BitSet;
import java.util.Collections;
import java.util.List;

/**
 * The tensors of a graph that its ops, inputs and outputs name: those that go into a file. Changing a graph, as by folding,
 * leaves others behind.
 *
 * @param indices ascending: the k-th is tensor k of the file
 */
record UsedTensors(List<Integer> indices) {
    static UsedTensors of(FileGraph file) {
        BitSet used = new BitSet();
        file.ops().forEach(op -> {
            op.operands().forEach(used::set);
            used.set(op.output());
        });
        file.inputs().forEach(used::set);
        file.outputs().forEach(used::set);
        return new UsedTensors(used.stream().boxed().toList());
    }

    /** Indices in the file. */
    int[] places(List<Integer> of) {
        return of.stream().mapToInt(t -> Collections.binarySearch(indices, t)).toArray();
    }
}
