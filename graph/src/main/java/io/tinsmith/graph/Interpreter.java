package io.tinsmith.graph;

import java.util.Map;

/** Runs a graph on the host. The int8 interpreter is the oracle that generated C must equal byte for byte. */
public interface Interpreter {
    /**
     * One inference. Inputs and outputs by tensor index, in the graph's order.
     *
     * @return every activation that was computed, by tensor index
     */
    Map<Integer, TensorData> runAll(Map<Integer, TensorData> inputs);

    /** One inference of a graph with one input and one output. */
    TensorData run(TensorData input);
}
