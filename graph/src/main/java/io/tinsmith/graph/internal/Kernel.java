package io.tinsmith.graph.internal;

import io.tinsmith.graph.TensorData;
import java.util.List;

/** One op made ready to run: its activations in, its output out. */
interface Kernel {
    /**
     * Runs the op once.
     *
     * @param activations values of the op's non-parameter inputs, in its order
     */
    TensorData run(List<TensorData> activations);
}
