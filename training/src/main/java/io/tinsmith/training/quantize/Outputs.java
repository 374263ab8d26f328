package io.tinsmith.training.quantize;

import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Interpreter;
import io.tinsmith.graph.Interpreters;
import io.tinsmith.graph.JoinedValues;
import io.tinsmith.graph.MixedGraph;
import io.tinsmith.graph.Tensor;
import io.tinsmith.graph.TensorData;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a network gives. */
public interface Outputs {
    /**
     * The real values of each output.
     *
     * @param sample the values of all inputs, one after another
     */
    List<float[]> of(float[] sample);

    /** Of a float graph. */
    static Outputs ofFloat(Graph graph) {
        Interpreter interpreter = Interpreters.float32(graph);
        return sample -> given(graph, interpreter.runAll(JoinedValues.inputs(graph, new TensorData.Float32(sample))));
    }

    /** Of an int8 graph, which is given the nearest bytes. */
    static Outputs ofInt8(Graph graph) {
        Interpreter interpreter = Interpreters.int8(graph);
        return sample -> {
            Map<Integer, TensorData> inputs = new HashMap<>();
            JoinedValues.inputs(graph, new TensorData.Float32(sample))
                    .forEach((t, value) -> inputs.put(t, MixedValues.bytes(value, graph.tensor(t))));
            return given(graph, interpreter.runAll(inputs));
        };
    }

    /** Of a graph of which a part is float32. */
    static Outputs of(MixedGraph graph) {
        return new MixedInterpreter(graph)::outputs;
    }

    private static List<float[]> given(Graph graph, Map<Integer, TensorData> values) {
        List<float[]> given = new ArrayList<>();
        for (int output : graph.outputs()) {
            Tensor tensor = graph.tensor(output);
            TensorData value = Optional.ofNullable(values.get(output))
                    .orElseThrow(() -> new IllegalStateException("The graph did not compute (" + tensor.name() + ")."));
            given.add(MixedValues.reals(value, tensor));
        }
        return given;
    }
}
