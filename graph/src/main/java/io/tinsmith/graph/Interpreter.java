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

    /**
     * One inference.
     *
     * @param input the values of the input; of all inputs, one after another, where there are several
     * @return those of the output, or of all outputs
     */
    TensorData run(TensorData input);
}
