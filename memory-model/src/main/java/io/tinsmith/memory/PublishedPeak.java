package io.tinsmith.memory;

import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Op;
import io.tinsmith.memory.internal.Liveness;
import java.util.stream.IntStream;

/**
 * Peak activation memory of layer-wise execution as papers count it, to compare with their figures. It is no plan: line
 * buffers, alignment and fragmentation are left out, and with {@code inPlaceDepthwise} every depthwise convolution
 * counts as in place, strided ones too, which the runtime's kernels cannot do yet. See {@link MemoryPlanner} for what
 * the program will need.
 */
public final class PublishedPeak {
    private PublishedPeak() {}

    /** The most bytes of live tensors in one step. */
    public static long bytes(Graph graph, boolean inPlaceDepthwise) {
        int[] order = IntStream.range(0, graph.ops().size()).toArray();
        Liveness liveness = Liveness.of(graph, order);
        long peak = 0;
        for (int step = 0; step < order.length; step++) {
            peak = Math.max(peak, bytes(graph, liveness, step, inPlaceDepthwise, true));
        }
        return peak;
    }

    /** Bytes of one step; {@code others} counts tensors too that live through the step without being of its op. */
    static long bytes(Graph graph, Liveness liveness, int step, boolean inPlaceDepthwise, boolean others) {
        Op op = graph.ops().get(step);
        long live = 0;
        for (int t = 0; t < graph.tensors().size(); t++) {
            boolean counts = others || t == op.output() || op.inputs().contains(t);
            live += counts && liveness.isLive(t, step) ? graph.tensor(t).bytes() : 0;
        }
        if (inPlaceDepthwise && op instanceof Op.DepthwiseConv2d conv && liveness.diesAt(conv.input(), step)) {
            live -= Math.min(
                    graph.tensor(conv.input()).bytes(),
                    graph.tensor(conv.output()).bytes());
        }
        return live;
    }
}
