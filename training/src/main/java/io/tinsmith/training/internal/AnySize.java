package io.tinsmith.training.internal;

import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Op;
import io.tinsmith.graph.Shape;

/** Whether a network takes images of any size: convolutions up to a global pooling, then dense layers. */
public final class AnySize {
    private AnySize() {}

    /** Whether the network takes images of any size. */
    public static boolean of(Graph network) {
        boolean pooled = false;
        for (Op op : network.ops()) {
            if (op instanceof Op.AveragePool2d pool) {
                Shape in = network.tensor(pool.input()).shape();
                if (pool.kernelH() != in.height() || pool.kernelW() != in.width()) {
                    return false;
                }
                pooled = true;
            } else if (op instanceof Op.FullyConnected) {
                if (!pooled) {
                    return false;
                }
            } else if (!(op instanceof Op.Conv2d
                    || op instanceof Op.DepthwiseConv2d
                    || op instanceof Op.Add
                    || op instanceof Op.Unary
                    || op instanceof Op.Softmax)) {
                return false;
            }
        }
        return pooled;
    }
}
