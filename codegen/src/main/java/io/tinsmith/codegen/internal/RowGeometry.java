package io.tinsmith.codegen.internal;

import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Op;
import io.tinsmith.graph.Window;

/**
 * Which input rows an output row {@code y} of an op reads: {@code y * stride - padTop + i * dilation} for each tap
 * {@code i}, as far as they lie in the image; it needs the rows before {@code y * stride - padTop + reach}.
 */
record RowGeometry(int taps, int stride, int dilation, int padTop, int reach) {
    static RowGeometry of(Graph graph, Op op) {
        if (op instanceof Op.Conv2d conv) {
            return of(graph, conv.input(), kernelH(graph, conv.weights()), conv.window());
        }
        if (op instanceof Op.DepthwiseConv2d conv) {
            return of(graph, conv.input(), kernelH(graph, conv.weights()), conv.window());
        }
        if (op instanceof Op.AveragePool2d pool) {
            return of(graph, pool.input(), pool.kernelH(), pool.window());
        }
        if (op instanceof Op.MaxPool2d pool) {
            return of(graph, pool.input(), pool.kernelH(), pool.window());
        }
        return new RowGeometry(1, 1, 1, 0, 1);
    }

    /** Of an op that is fed row by row and reads no row again: it has its one output row after the last. */
    static RowGeometry accumulating(int height) {
        return new RowGeometry(0, 1, 1, 0, height);
    }

    private static int kernelH(Graph graph, int weights) {
        return graph.tensor(weights).shape().dim(1);
    }

    private static RowGeometry of(Graph graph, int input, int kernelH, Window w) {
        int height = graph.tensor(input).shape().height();
        int padTop = w.padding().before(height, kernelH, w.strideH(), w.dilationH());
        return new RowGeometry(kernelH, w.strideH(), w.dilationH(), padTop, (kernelH - 1) * w.dilationH() + 1);
    }
}
