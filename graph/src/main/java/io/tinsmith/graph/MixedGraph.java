package io.tinsmith.graph;

import java.util.Set;

/**
 * A network of which some ops compute in float32, all others in int8: activations that both need are converted between. For
 * files; there is no C for it.
 *
 * @param quantized all of it in int8, with the edges of the file
 * @param real the same ops and tensors in float32
 * @param floatOps positions of the ops that are float32
 */
public record MixedGraph(Graph quantized, Graph real, Set<Integer> floatOps) {
    public MixedGraph {
        floatOps = Set.copyOf(floatOps);
        if (!quantized.ops().equals(real.ops()) || !quantized.inputs().equals(real.inputs())) {
            throw new IllegalArgumentException(
                    "The graphs (" + quantized.name() + ") and (" + real.name() + ") have other ops or inputs.");
        }
        for (int op : floatOps) {
            if (op < 0 || op >= real.ops().size()) {
                throw new IllegalArgumentException(
                        "The graph (" + real.name() + ") has " + real.ops().size() + " ops, no op " + op + ".");
            }
        }
    }

    public boolean isFloat(int op) {
        return floatOps.contains(op);
    }
}
