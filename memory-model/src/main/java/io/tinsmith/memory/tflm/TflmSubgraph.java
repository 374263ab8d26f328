package io.tinsmith.memory.tflm;

import java.util.List;

/**
 * A graph of a model file, in the order of the file: TFLM neither reorders ops nor drops tensors.
 *
 * @param inputs indices of tensors
 * @param outputs indices of tensors
 */
public record TflmSubgraph(List<TflmTensor> tensors, List<Integer> inputs, List<Integer> outputs, List<TflmOp> ops) {
    public TflmSubgraph {
        tensors = List.copyOf(tensors);
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        ops = List.copyOf(ops);
        check("graph inputs", inputs, 0, tensors.size());
        check("graph outputs", outputs, 0, tensors.size());
        for (int i = 0; i < ops.size(); i++) {
            TflmOp op = ops.get(i);
            check("inputs of op " + i + " (" + op.name() + ")", op.inputs(), -1, tensors.size());
            check("outputs of op " + i + " (" + op.name() + ")", op.outputs(), 0, tensors.size());
        }
    }

    private static void check(String what, List<Integer> indices, int least, int tensors) {
        for (int index : indices) {
            if (index < least || index >= tensors) {
                throw new IllegalArgumentException("The " + what + " name tensor " + index + " of " + tensors
                        + ".\nMaybe the file was truncated or altered.");
            }
        }
    }
}
