package io.tinsmith.graph;

/** MACs and parameters of a graph. */
public final class GraphCost {
    private GraphCost() {}

    /** Multiply-accumulates of one inference; convolutions and dense layers only, as papers count them. */
    public static long macs(Graph graph) {
        long sum = 0;
        for (Op op : graph.ops()) {
            sum = Math.addExact(sum, macs(graph, op));
        }
        return sum;
    }

    /** Multiply-accumulates of one op. */
    public static long macs(Graph graph, Op op) {
        Shape out = graph.tensor(op.output()).shape();
        if (op instanceof Op.Conv2d conv) {
            Shape w = graph.tensor(conv.weights()).shape();
            return Math.multiplyExact(out.elements(), (long) w.dim(1) * w.dim(2) * w.dim(3));
        }
        if (op instanceof Op.TransposeConv conv) {
            // Also where a tap falls outside the output, as papers count.
            Shape w = graph.tensor(conv.weights()).shape();
            return Math.multiplyExact(
                    graph.tensor(conv.input()).shape().elements(), (long) w.dim(0) * w.dim(1) * w.dim(2));
        }
        if (op instanceof Op.DepthwiseConv2d conv) {
            Shape w = graph.tensor(conv.weights()).shape();
            return Math.multiplyExact(out.elements(), (long) w.dim(1) * w.dim(2));
        }
        if (op instanceof Op.FullyConnected dense) {
            return Math.multiplyExact(
                    out.elements(), graph.tensor(dense.weights()).shape().dim(1));
        }
        return 0;
    }

    /** Number of weights and biases. */
    public static long parameters(Graph graph) {
        return graph.tensors().stream()
                .filter(Tensor::isParameter)
                .mapToLong(t -> t.shape().elements())
                .sum();
    }

    /** Bytes of weights and biases as they stand in flash. */
    public static long parameterBytes(Graph graph) {
        return graph.tensors().stream()
                .filter(Tensor::isParameter)
                .mapToLong(Tensor::bytes)
                .sum();
    }
}
