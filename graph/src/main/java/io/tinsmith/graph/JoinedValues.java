package io.tinsmith.graph;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Values of several tensors in one array, one tensor after another in the order of the graph's inputs or outputs. */
public final class JoinedValues {
    private JoinedValues() {}

    /**
     * The values of each input, by tensor index.
     *
     * @throws IllegalArgumentException if {@code joined} is not as long as all inputs are
     */
    public static Map<Integer, TensorData> inputs(Graph graph, TensorData joined) {
        if (joined.length() != graph.inputElements()) {
            List<String> inputs =
                    graph.inputs().stream().map(i -> graph.tensor(i).name()).toList();
            throw new IllegalArgumentException("The inputs (" + String.join(", ", inputs) + ") of the graph ("
                    + graph.name() + ") take (" + graph.inputElements() + ") values, given was "
                    + joined.type() + " x " + joined.length() + ".");
        }
        Map<Integer, TensorData> values = new HashMap<>();
        int from = 0;
        for (int input : graph.inputs()) {
            int to = from + Math.toIntExact(graph.tensor(input).shape().elements());
            values.put(input, range(joined, from, to));
            from = to;
        }
        return values;
    }

    /**
     * The values of all outputs.
     *
     * @param values by tensor index; all int8 or all float32
     * @throws IllegalStateException if one is missing
     */
    public static TensorData outputs(Graph graph, Map<Integer, TensorData> values) {
        List<TensorData> each = graph.outputs().stream()
                .map(output -> {
                    TensorData value = values.get(output);
                    if (value == null) {
                        throw new IllegalStateException("The graph (" + graph.name() + ") did not compute its output ("
                                + graph.tensor(output).name() + ").");
                    }
                    return value;
                })
                .toList();
        return each.size() == 1 ? each.get(0) : joined(each);
    }

    private static TensorData range(TensorData data, int from, int to) {
        if (data instanceof TensorData.Int8 d) {
            return new TensorData.Int8(Arrays.copyOfRange(d.values(), from, to));
        }
        if (data instanceof TensorData.Float32 d) {
            return new TensorData.Float32(Arrays.copyOfRange(d.values(), from, to));
        }
        throw new IllegalArgumentException("Inputs are int8 or float32, not " + data.type() + ".");
    }

    private static TensorData joined(List<TensorData> each) {
        int length = each.stream().mapToInt(TensorData::length).sum();
        boolean real = each.get(0) instanceof TensorData.Float32;
        Object values = real ? new float[length] : new byte[length];
        int at = 0;
        for (TensorData data : each) {
            Object from = data instanceof TensorData.Float32 d ? d.values() : data.int8();
            System.arraycopy(from, 0, values, at, data.length());
            at += data.length();
        }
        return real ? new TensorData.Float32((float[]) values) : new TensorData.Int8((byte[]) values);
    }
}
