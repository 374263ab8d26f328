package io.tinsmith.training.quantize;

import io.tinsmith.graph.EdgeType;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Interpreter;
import io.tinsmith.graph.JoinedValues;
import io.tinsmith.graph.MixedGraph;
import io.tinsmith.graph.Tensor;
import io.tinsmith.graph.TensorData;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs a graph of which a part is not int8, converting as its file does. */
final class MixedInterpreter {
    private final MixedGraph graph;
    private final List<Interpreter> kernels = new ArrayList<>();

    MixedInterpreter(MixedGraph graph) {
        this.graph = graph;
        for (int i = 0; i < graph.real().ops().size(); i++) {
            kernels.add(MixedValues.kernel(graph, i, graph.quantized().tensors()));
        }
    }

    /** Inputs as the network within gets them: real values only where the file takes float32. */
    static Map<Integer, TensorData> inputs(Graph quantized, float[] sample) {
        Map<Integer, TensorData> inputs = JoinedValues.inputs(quantized, new TensorData.Float32(sample));
        for (int i = 0; i < quantized.inputs().size(); i++) {
            if (quantized.edges().inputs().get(i) != EdgeType.FLOAT32) {
                Tensor tensor = quantized.tensor(quantized.inputs().get(i));
                inputs.computeIfPresent(quantized.inputs().get(i), (t, value) -> MixedValues.bytes(value, tensor));
            }
        }
        return inputs;
    }

    private Map<Integer, TensorData> run(float[] sample) {
        List<Tensor> tensors = graph.quantized().tensors();
        Map<Integer, TensorData> values = inputs(graph.quantized(), sample);
        for (int i = 0; i < kernels.size(); i++) {
            int output = graph.real().ops().get(i).output();
            values.put(output, MixedValues.run(graph, i, kernels.get(i), values, tensors));
        }
        return values;
    }

    /** The real values of all activations, by tensor index. */
    Map<Integer, float[]> runAll(float[] sample) {
        Map<Integer, float[]> reals = new HashMap<>();
        run(sample)
                .forEach((t, value) ->
                        reals.put(t, MixedValues.reals(value, graph.quantized().tensor(t))));
        return reals;
    }

    /** The real values of what the file gives. */
    List<float[]> outputs(float[] sample) {
        Graph quantized = graph.quantized();
        Map<Integer, TensorData> values = run(sample);
        List<float[]> outputs = new ArrayList<>();
        for (int i = 0; i < quantized.outputs().size(); i++) {
            Tensor tensor = quantized.tensor(quantized.outputs().get(i));
            TensorData value = Optional.ofNullable(
                            values.get(quantized.outputs().get(i)))
                    .orElseThrow(() -> new IllegalStateException("The graph did not compute (" + tensor.name() + ")."));
            boolean real = quantized.edges().outputs().get(i) == EdgeType.FLOAT32;
            outputs.add(MixedValues.reals(real ? value : MixedValues.bytes(value, tensor), tensor));
        }
        return outputs;
    }
}
