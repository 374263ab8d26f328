package io.tinsmith.training.quantize;

import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Op;
import io.tinsmith.graph.Quantization;
import io.tinsmith.graph.ScaleGroups;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The quantization of each activation. Tensors whose values are only moved from one to the other share one, which holds
 * the ranges of all that are computed among them.
 */
final class ActivationScales {
    private static final Quantization SOFTMAX = Quantization.perTensor(1f / 256, -128);

    private final Graph graph;
    private final int[] group;
    private final Map<Integer, Quantization> fixed = new HashMap<>(); // by group
    private final Map<Integer, Range> ranges = new HashMap<>();

    /**
     * Scales for {@code graph}.
     *
     * @param inputs quantization of each input
     * @throws IllegalArgumentException if a computed tensor was not calibrated, or values are moved to where a fixed scale
     *     does not hold them
     */
    ActivationScales(Graph graph, Map<Integer, Range> calibrated, List<Quantization> inputs) {
        this.graph = graph;
        this.group = ScaleGroups.of(graph);
        for (int i = 0; i < inputs.size(); i++) {
            fixed.put(group[graph.inputs().get(i)], inputs.get(i));
        }
        for (Op op : graph.ops()) {
            int output = op.output();
            if (op instanceof Op.Unary unary
                    && unary.function().outputQuantization().isPresent()) {
                fixed.put(group[output], unary.function().outputQuantization().orElseThrow());
            } else if (op instanceof Op.Softmax) {
                Quantization other = fixed.put(group[output], SOFTMAX);
                if (other != null && !other.equals(SOFTMAX)) {
                    throw new IllegalArgumentException("The softmax (" + name(output) + ") is joined with the input.\n"
                            + "Maybe leave them apart: both have a fixed scale.");
                }
            } else if (!ScaleGroups.keepsScale(op)) {
                Range range = calibrated.get(output);
                if (range == null) {
                    throw new IllegalArgumentException("The tensor (" + name(output)
                            + ") has no calibrated range.\nMaybe the ranges are of another graph.");
                }
                ranges.merge(group[output], range, Range::union);
            }
        }
        fixed.forEach(this::checkHeld);
    }

    private void checkHeld(int of, Quantization quantization) {
        Range range = ranges.get(of);
        if (range != null) {
            double scale = quantization.scale();
            double low = scale * (-128 - quantization.zeroPoint() - 1.0);
            double high = scale * (127 - quantization.zeroPoint() + 1.0);
            if (range.min() < low || range.max() > high) {
                throw new IllegalArgumentException("Values in (" + range.min() + ", " + range.max()
                        + ") are joined with (" + name(of) + "), whose scale is fixed and does not hold them.\n"
                        + "Maybe put a convolution between the input, or the softmax, and the concatenation.");
            }
        }
    }

    private String name(int tensor) {
        return graph.tensor(tensor).name();
    }

    Quantization of(int tensor) {
        Quantization known = fixed.get(group[tensor]);
        if (known != null) {
            return known;
        }
        Range range = ranges.get(group[tensor]);
        if (range == null) {
            throw new IllegalStateException("The tensor (" + name(tensor) + ") is never computed.");
        }
        return range.toInt8();
    }
}
