package io.tinsmith.memory;

import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Op;
import io.tinsmith.graph.RowWindow;
import io.tinsmith.graph.Shape;
import io.tinsmith.graph.Window;

/**
 * An inverted bottleneck that a stream runs as one op, a group of expanded channels at a time: for each output row of the
 * projection and each group, the {@code kH} input rows are expanded, filtered, and added to the int32 sums of the
 * projection. The expanded tensor has no ring, its rows are made again for each output row that reads them.
 *
 * <p>The three ops are connected by tensors that nothing else reads; {@code expand} and {@code project} are 1x1 with
 * stride 1.
 *
 * @param expand index in {@code graph.ops()} of a {@code Conv2d}
 * @param depthwise of a {@code DepthwiseConv2d}
 * @param project of a {@code Conv2d}
 * @param groupChannels expanded channels at a time, at least 1; the last group may be smaller
 */
public record Split(int expand, int depthwise, int project, int groupChannels) {
    public Split {
        if (groupChannels < 1) {
            throw new IllegalArgumentException("A split with groups of (" + groupChannels + ") channels.");
        }
    }

    /**
     * Bytes beside the tensors and rings: the sums {@code 4 * outColumns * outC}, and of one group {@code kH} expanded
     * rows of {@code inColumns} and one filtered row of {@code outColumns}.
     *
     * @param inColumns columns of its input that a strip reads
     * @param outColumns columns of its output that a strip computes
     */
    public long scratchBytes(Graph graph, int inColumns, int outColumns) {
        Op.DepthwiseConv2d filter = (Op.DepthwiseConv2d) graph.ops().get(depthwise);
        int kernelH = graph.tensor(filter.weights()).shape().dim(1);
        Shape out = graph.tensor(graph.ops().get(project).output()).shape();
        long sums = Math.multiplyExact(4L * outColumns, out.channels());
        long pixels = Math.addExact(Math.multiplyExact((long) kernelH, inColumns), outColumns);
        long channels =
                Math.min(groupChannels, graph.tensor(filter.input()).shape().channels());
        return Math.addExact(sums, Math.multiplyExact(channels, pixels));
    }

    /** Rows of the expansion that one strip computes: each input row once for each output row that reads it. */
    public long expandedRows(Graph graph) {
        Op.DepthwiseConv2d filter = (Op.DepthwiseConv2d) graph.ops().get(depthwise);
        RowWindow window = RowWindow.of(graph, filter);
        int dilation = filter.window().dilationH();
        long rows = 0;
        for (int y = 0; y < window.outH(); y++) {
            int top = y * window.strideH() - window.padTop();
            for (int row = top; row < top + window.span(); row += dilation) {
                rows += row >= 0 && row < window.inH() ? 1 : 0;
            }
        }
        return rows;
    }

    /** The tensor that comes in. */
    public int input(Graph graph) {
        return graph.ops().get(expand).inputs().get(0);
    }

    /** Whether {@code op} is a 1x1 convolution of stride 1. */
    public static boolean isPointwise(Graph graph, Op op) {
        if (!(op instanceof Op.Conv2d conv)) {
            return false;
        }
        Shape weights = graph.tensor(conv.weights()).shape();
        Window w = conv.window();
        return weights.dim(1) == 1
                && weights.dim(2) == 1
                && weights.channels() == graph.tensor(conv.input()).shape().channels()
                && w.strideH() == 1
                && w.strideW() == 1;
    }
}
