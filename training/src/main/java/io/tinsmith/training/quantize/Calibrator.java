package io.tinsmith.training.quantize;

import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Interpreter;
import io.tinsmith.graph.Interpreters;
import io.tinsmith.graph.TensorData;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds the range of every activation of a float graph over sample inputs. */
public final class Calibrator {
    private Calibrator() {}

    /**
     * Least and greatest value of each activation, by tensor index.
     *
     * @param samples inputs of the graph's only input, at least one
     */
    public static Map<Integer, Range> minMax(Graph graph, List<float[]> samples) {
        if (samples.isEmpty()) {
            throw new IllegalArgumentException("There are no samples to calibrate with.\nMaybe the data set is empty.");
        }
        Interpreter interpreter = Interpreters.float32(graph);
        int input = graph.inputs().get(0);
        // Minimum and maximum do not depend on the order, so the cores may share the samples.
        return samples.parallelStream()
                .map(sample -> ranges(interpreter.runAll(Map.of(input, new TensorData.Float32(sample)))))
                .reduce(Map.of(), Calibrator::union);
    }

    private static Map<Integer, Range> ranges(Map<Integer, TensorData> values) {
        Map<Integer, Range> ranges = new HashMap<>();
        values.forEach((tensor, data) -> {
            float min = Float.POSITIVE_INFINITY;
            float max = Float.NEGATIVE_INFINITY;
            for (float v : ((TensorData.Float32) data).values()) {
                min = Math.min(min, v);
                max = Math.max(max, v);
            }
            ranges.put(tensor, new Range(min, max));
        });
        return ranges;
    }

    private static Map<Integer, Range> union(Map<Integer, Range> a, Map<Integer, Range> b) {
        Map<Integer, Range> both = new HashMap<>(a);
        b.forEach((tensor, range) -> both.merge(tensor, range, Range::union));
        return both;
    }
}
