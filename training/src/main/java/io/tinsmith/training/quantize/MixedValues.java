package io.tinsmith.training.quantize;

import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Interpreter;
import io.tinsmith.graph.Interpreters;
import io.tinsmith.graph.Op;
import io.tinsmith.graph.Tensor;
import io.tinsmith.graph.TensorData;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One op of a graph, int8 or float32, run on values of either type: they are converted, as a file converts them. */
final class MixedValues {
    private MixedValues() {}

    /** The op's kernel, without the graph around it. */
    static Interpreter kernel(Graph graph, List<Tensor> tensors, Op op, boolean real) {
        List<Integer> inputs = op.inputs().stream()
                .filter(t -> !tensors.get(t).isParameter())
                .distinct()
                .toList();
        Graph alone = new Graph(graph.name(), tensors, List.of(op), inputs, List.of(op.output()), graph.rounding());
        return real ? Interpreters.float32(alone) : Interpreters.int8(alone);
    }

    /** Computes the op's output. */
    static TensorData run(
            Interpreter kernel, Op op, boolean real, Map<Integer, TensorData> values, List<Tensor> quantized) {
        Map<Integer, TensorData> inputs = new HashMap<>();
        for (int input : op.inputs()) {
            TensorData value = values.get(input);
            if (value != null) {
                Tensor tensor = quantized.get(input);
                inputs.put(input, real ? new TensorData.Float32(reals(value, tensor)) : bytes(value, tensor));
            }
        }
        return Optional.ofNullable(kernel.runAll(inputs).get(op.output()))
                .orElseThrow(() -> new IllegalStateException("The op (" + op + ") did not compute its output."));
    }

    static float[] reals(TensorData value, Tensor quantized) {
        return value instanceof TensorData.Float32 f
                ? f.values()
                : Reals.of(value.int8(), quantized.requireQuantization());
    }

    static TensorData.Int8 bytes(TensorData value, Tensor quantized) {
        return value instanceof TensorData.Float32 f
                ? new TensorData.Int8(Reals.quantize(f.values(), quantized.requireQuantization()))
                : new TensorData.Int8(value.int8());
    }
}
