package io.tinsmith.graph.internal;

import io.tinsmith.graph.DType;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Interpreter;
import io.tinsmith.graph.JoinedValues;
import io.tinsmith.graph.Op;
import io.tinsmith.graph.Tensor;
import io.tinsmith.graph.TensorData;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs the kernels of a graph in order. */
public final class GraphInterpreter implements Interpreter {
    private final Graph graph;
    private final DType type;
    private final List<Kernel> kernels;

    private GraphInterpreter(Graph graph, DType type, List<Kernel> kernels) {
        this.graph = graph;
        this.type = type;
        this.kernels = kernels;
    }

    public static Interpreter int8(Graph graph) {
        List<Kernel> kernels = new ArrayList<>();
        for (Op op : graph.ops()) {
            kernels.add(Int8Kernels.of(graph, op));
        }
        return new GraphInterpreter(graph, DType.INT8, kernels);
    }

    public static Interpreter float32(Graph graph) {
        List<Kernel> kernels = new ArrayList<>();
        for (Op op : graph.ops()) {
            kernels.add(FloatKernels.of(graph, op));
        }
        return new GraphInterpreter(graph, DType.FLOAT32, kernels);
    }

    @Override
    public Map<Integer, TensorData> runAll(Map<Integer, TensorData> inputs) {
        Map<Integer, TensorData> values = new HashMap<>();
        for (int index : graph.inputs()) {
            TensorData value = inputs.get(index);
            Tensor tensor = graph.tensor(index);
            if (value == null
                    || value.type() != type
                    || value.length() != tensor.shape().elements()) {
                throw new IllegalArgumentException("The input (" + tensor.name() + ") of the graph (" + graph.name()
                        + ") is " + type + tensor.shape() + ", given was "
                        + (value == null ? "nothing" : value.type() + " x " + value.length()) + ".");
            }
            values.put(index, value);
        }
        for (int i = 0; i < kernels.size(); i++) {
            Op op = graph.ops().get(i);
            List<TensorData> activations = new ArrayList<>(2);
            for (int input : op.inputs()) {
                TensorData value = values.get(input);
                if (value != null) {
                    activations.add(value);
                }
            }
            values.put(op.output(), kernels.get(i).run(activations));
        }
        return values;
    }

    @Override
    public TensorData run(TensorData input) {
        return JoinedValues.outputs(graph, runAll(JoinedValues.inputs(graph, input)));
    }
}
