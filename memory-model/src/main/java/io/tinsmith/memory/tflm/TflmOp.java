package io.tinsmith.memory.tflm;

import java.util.List;

/**
 * An op of a subgraph.
 *
 * @param name as the schema's BuiltinOperator names it, such as {@code CONV_2D}; that of a custom op as the file has it
 * @param custom whether it is a custom op
 * @param version that the file asks for
 * @param inputs indices of tensors; -1: left out
 * @param outputs indices of tensors
 * @param subgraphs that a control op runs, in order
 */
public record TflmOp(
        String name,
        boolean custom,
        int version,
        List<Integer> inputs,
        List<Integer> outputs,
        TflmWindow window,
        List<Integer> subgraphs) {
    public TflmOp {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        subgraphs = List.copyOf(subgraphs);
    }
}
