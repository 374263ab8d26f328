package io.tinsmith.graph;

import java.util.Map;
import java.util.Set;

/**
 * A network of which some ops compute in float32 or with 16-bit activations, all others in int8: activations that are needed
 * otherwise than they were computed are converted. For files; there is no C for it.
 *
 * @param quantized all of it in int8, with the edges of the file
 * @param real the same ops and tensors in float32
 * @param floatOps positions of the ops that are float32
 * @param wideScales by position of the convolutions and dense layers whose activations have 16 bits, their weights 8 (int16x8)
 */
public record MixedGraph(Graph quantized, Graph real, Set<Integer> floatOps, Map<Integer, WideScales> wideScales) {
    /**
     * Scales of int16 activations, whose zero point is 0.
     *
     * @param input of what the layer reads
     */
    public record WideScales(float input, float output) {}

    public MixedGraph {
        floatOps = Set.copyOf(floatOps);
        wideScales = Map.copyOf(wideScales);
        if (!quantized.ops().equals(real.ops()) || !quantized.inputs().equals(real.inputs())) {
            throw new IllegalArgumentException(
                    "The graphs (" + quantized.name() + ") and (" + real.name() + ") have other ops or inputs.");
        }
        for (int op : floatOps) {
            if (op < 0 || op >= real.ops().size() || wideScales.containsKey(op)) {
                throw new IllegalArgumentException("The graph (" + real.name() + ") has "
                        + real.ops().size() + " ops, no op " + op + ", or it is said to be int16x8 as well.");
            }
        }
        for (int op : wideScales.keySet()) {
            Op wide = op < 0 || op >= real.ops().size() ? null : real.ops().get(op);
            if (!(wide instanceof Op.Conv2d
                    || wide instanceof Op.DepthwiseConv2d
                    || wide instanceof Op.FullyConnected)) {
                throw new IllegalArgumentException(
                        "The op " + op + " (" + wide + ") of the graph (" + real.name() + ") has no int16x8 form.");
            }
        }
    }

    /** All int8 but what is float32. */
    public MixedGraph(Graph quantized, Graph real, Set<Integer> floatOps) {
        this(quantized, real, floatOps, Map.of());
    }

    /** Whether all of it is int8. */
    public boolean isInt8() {
        return floatOps.isEmpty() && wideScales.isEmpty();
    }

    public boolean isFloat(int op) {
        return floatOps.contains(op);
    }

    public boolean isWide(int op) {
        return wideScales.containsKey(op);
    }
}
