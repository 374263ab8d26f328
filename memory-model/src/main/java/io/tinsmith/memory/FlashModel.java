package io.tinsmith.memory;

import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Op;
import io.tinsmith.graph.Shape;
import java.util.HashSet;
import java.util.Set;

/**
 * Flash that the constants of a network take in the generated C: weights 1 byte each; per output channel and op a bias
 * (4 bytes, the input offset folded in), a multiplier (4 bytes) and a shift (1 byte). Padding that the linker may put
 * between arrays is not counted.
 *
 * @param weightBytes each weight tensor once, however many ops read it
 * @param biasBytes of a transposed convolution 4 bytes for each tap of a channel as well
 */
public record FlashModel(long weightBytes, long biasBytes, long multiplierBytes, long shiftBytes) {
    public static FlashModel of(Graph graph) {
        Set<Integer> seen = new HashSet<>();
        long weights = 0;
        long channels = 0;
        long taps = 0;
        for (Op op : graph.ops()) {
            int index = weightsOf(op);
            if (index < 0) {
                continue;
            }
            Shape shape = graph.tensor(index).shape();
            weights += seen.add(index) ? shape.elements() : 0;
            taps += op instanceof Op.TransposeConv ? shape.elements() / shape.channels() : 0;
            channels += op instanceof Op.DepthwiseConv2d ? shape.channels() : shape.dim(0);
        }
        return new FlashModel(weights, 4 * (channels + taps), 4 * channels, channels);
    }

    public long totalBytes() {
        return weightBytes + biasBytes + multiplierBytes + shiftBytes;
    }

    private static int weightsOf(Op op) {
        if (op instanceof Op.Conv2d conv) {
            return conv.weights();
        }
        if (op instanceof Op.DepthwiseConv2d conv) {
            return conv.weights();
        }
        if (op instanceof Op.TransposeConv conv) {
            return conv.weights();
        }
        return op instanceof Op.FullyConnected dense ? dense.weights() : -1;
    }
}
