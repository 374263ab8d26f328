package io.tinsmith.memory.internal;

import io.tinsmith.graph.DType;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Op;
import io.tinsmith.graph.Pair;
import io.tinsmith.graph.Tensor;
import io.tinsmith.graph.Window;
import java.util.ArrayList;
import java.util.List;

/** Which dying inputs an op may write over, as the contracts of the runtime's kernels allow. */
public final class InPlaceMoves {
    private InPlaceMoves() {}

    /** Tensors over which {@code op} may write when it runs at {@code step}; none, one, or both inputs of a pairwise op. */
    public static List<Integer> sources(Graph graph, Op op, int step, Liveness liveness) {
        List<Integer> sources = new ArrayList<>(2);
        if (op instanceof Op.Pairwise pairwise) {
            Pair pair = Pair.of(pairwise, graph);
            addIfDying(sources, pair.whole(), step, liveness);
            if (pair.elementWise() && pair.other() != pair.whole()) {
                addIfDying(sources, pair.other(), step, liveness);
            }
        } else if (op instanceof Op.Reshape || op instanceof Op.Unary) {
            addIfDying(sources, op.inputs().get(0), step, liveness);
        } else if (op instanceof Op.DepthwiseConv2d conv && hasInPlaceKernel(graph, conv)) {
            addIfDying(sources, conv.input(), step, liveness);
        }
        return sources;
    }

    /** Same shape in and out, one image, strides and dilations 1, int8. */
    public static boolean hasInPlaceKernel(Graph graph, Op.DepthwiseConv2d conv) {
        Tensor in = graph.tensor(conv.input());
        Window w = conv.window();
        return in.type() == DType.INT8
                && in.shape().dim(0) == 1
                && w.equals(Window.same(1))
                && in.shape().equals(graph.tensor(conv.output()).shape());
    }

    private static void addIfDying(List<Integer> sources, int tensor, int step, Liveness liveness) {
        if (liveness.diesAt(tensor, step)) {
            sources.add(tensor);
        }
    }
}
