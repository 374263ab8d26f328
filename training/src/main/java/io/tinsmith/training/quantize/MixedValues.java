package io.tinsmith.training.quantize;

import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Interpreter;
import io.tinsmith.graph.Interpreters;
import io.tinsmith.graph.MixedGraph;
import io.tinsmith.graph.MixedGraph.WideScales;
import io.tinsmith.graph.Op;
import io.tinsmith.graph.Tensor;
import io.tinsmith.graph.TensorData;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One op of a graph, run on values of any type: they are converted, as a file converts them. */
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

    /** The kernel of an op of its own type, with the weights that it has in that type. */
    static Interpreter kernel(MixedGraph graph, int at, List<Tensor> quantized) {
        Op op = graph.real().ops().get(at);
        if (!graph.isWide(at)) {
            return graph.isFloat(at)
                    ? kernel(graph.real(), graph.real().tensors(), op, true)
                    : kernel(graph.quantized(), quantized, op, false);
        }
        // In float32 with the weights of int8: sums of 64 bits are as good as exact.
        List<Tensor> tensors = new ArrayList<>(graph.real().tensors());
        for (int parameter : op.inputs().subList(1, op.inputs().size())) {
            tensors.set(parameter, Reals.of(quantized.get(parameter)));
        }
        return kernel(graph.real(), tensors, op, true);
    }

    /** Computes the output of an op of its own type. */
    static TensorData run(
            MixedGraph graph, int at, Interpreter kernel, Map<Integer, TensorData> values, List<Tensor> quantized) {
        Op op = graph.real().ops().get(at);
        WideScales wide = graph.wideScales().get(at);
        boolean real = wide != null || graph.isFloat(at);
        Map<Integer, TensorData> inputs = new HashMap<>();
        for (int input : op.inputs()) {
            TensorData value = values.get(input);
            if (value != null) {
                Tensor tensor = quantized.get(input);
                TensorData typed = real ? new TensorData.Float32(reals(value, tensor)) : bytes(value, tensor);
                inputs.put(input, wide == null ? typed : wide(typed, wide.input()));
            }
        }
        TensorData output = Optional.ofNullable(kernel.runAll(inputs).get(op.output()))
                .orElseThrow(() -> new IllegalStateException("The op (" + op + ") did not compute its output."));
        return wide == null ? output : wide(output, wide.output());
    }

    /** Real values rounded to what int16 of a scale stands for. */
    private static TensorData wide(TensorData reals, float scale) {
        float[] values = reals instanceof TensorData.Float32 f ? f.values().clone() : new float[0];
        for (int i = 0; i < values.length; i++) {
            values[i] = scale
                    * Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, Math.round(values[i] / (double) scale)));
        }
        return new TensorData.Float32(values);
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
