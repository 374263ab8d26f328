package io.tinsmith.training.quantize;

import io.tinsmith.graph.Graph;
import io.tinsmith.graph.TensorData;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** A sample holds the values of all inputs, one after another. */
final class SampleInputs {
    private SampleInputs() {}

    /** The values of each input, by tensor index. */
    static Map<Integer, TensorData> of(Graph graph, float[] sample) {
        Map<Integer, TensorData> values = new HashMap<>();
        int from = 0;
        for (int input : graph.inputs()) {
            int to = from + Math.toIntExact(graph.tensor(input).shape().elements());
            values.put(input, new TensorData.Float32(Arrays.copyOfRange(sample, from, to)));
            from = to;
        }
        return values;
    }

    /** How many values a sample has. */
    static long elements(Graph graph) {
        return graph.inputs().stream()
                .mapToLong(input -> graph.tensor(input).shape().elements())
                .sum();
    }
}
