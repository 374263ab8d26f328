package io.tinsmith.memory.internal;

import io.tinsmith.graph.Activation;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Op;
import io.tinsmith.graph.Padding;
import io.tinsmith.graph.Shape;
import io.tinsmith.graph.Window;
import io.tinsmith.memory.DspDepthwise;

/**
 * What the loops of an op's kernel run over: some rows of its output, some columns of each.
 *
 * @param rows output rows
 * @param left column of the input under the first tap of the first output column; below 0 where padding is
 * @param padTop rows of padding above a whole input of {@code inH} rows
 * @param inW columns of the input that the kernel sees
 * @param outW columns that it computes
 * @param quick outputs requantize the quick way of the DSP kernels
 * @param away outputs below the zero point are let through, so that their rounding shows
 */
record KernelShape(
        int inC,
        int outC,
        int kernelH,
        int kernelW,
        int strideH,
        int strideW,
        int dilationH,
        int dilationW,
        int padTop,
        int inH,
        int left,
        int inW,
        int outW,
        boolean quick,
        boolean away,
        Rows rows) {

    /**
     * Output rows and the kernel rows in them that lie inside the image.
     *
     * @param full rows all of whose kernel rows lie inside
     * @param padded sides, above or below, on which kernel rows of an output row lie outside
     */
    record Rows(double count, double inside, double full, double padded) {
        Rows times(double factor) {
            return new Rows(count * factor, inside * factor, full * factor, padded * factor);
        }
    }

    /** Output columns whose window hangs over an edge, and the taps of one kernel row in them that lie inside. */
    record Edges(int pixels, int taps) {}

    /**
     * A convolution in groups, or a depthwise one with several output channels for each of the input: they have a kernel of
     * their own, on whole tensors.
     */
    static boolean isGrouped(Graph graph, Op op) {
        if (op instanceof Op.Conv2d conv) {
            return graph.tensor(conv.weights()).shape().channels()
                    != graph.tensor(conv.input()).shape().channels();
        }
        return op instanceof Op.DepthwiseConv2d conv
                && graph.tensor(conv.weights()).shape().channels()
                        != graph.tensor(conv.input()).shape().channels();
    }

    static KernelShape conv(Graph graph, Op.Conv2d op) {
        Shape w = graph.tensor(op.weights()).shape();
        return of(graph, op, w.dim(1), w.dim(2), op.window(), op.activation());
    }

    static KernelShape depthwise(Graph graph, Op.DepthwiseConv2d op) {
        Shape w = graph.tensor(op.weights()).shape();
        return of(graph, op, w.dim(1), w.dim(2), op.window(), op.activation());
    }

    /** A dense layer is a kernel on one pixel. */
    static KernelShape dense(Graph graph, Op.FullyConnected op) {
        Shape w = graph.tensor(op.weights()).shape();
        Rows one = new Rows(1, 1, 1, 0);
        boolean quick = quick(graph, op.output(), op.activation());
        boolean away = away(graph, op.output(), op.activation());
        return new KernelShape(w.dim(1), w.dim(0), 1, 1, 1, 1, 1, 1, 0, 1, 0, 1, 1, quick, away, one);
    }

    static KernelShape maxPool(Graph graph, Op.MaxPool2d op) {
        return of(graph, op, op.kernelH(), op.kernelW(), op.window(), op.activation());
    }

    static KernelShape averagePool(Graph graph, Op.AveragePool2d op) {
        return of(graph, op, op.kernelH(), op.kernelW(), op.window(), op.activation());
    }

    private static KernelShape of(Graph graph, Op op, int kernelH, int kernelW, Window w, Activation activation) {
        Shape in = graph.tensor(op.inputs().get(0)).shape();
        Shape out = graph.tensor(op.output()).shape();
        Padding padding = w.padding();
        int padLeft = padding.before(in.width(), kernelW, w.strideW(), w.dilationW());
        int padTop = padding.before(in.height(), kernelH, w.strideH(), w.dilationH());
        return new KernelShape(
                in.channels(),
                out.channels(),
                kernelH,
                kernelW,
                w.strideH(),
                w.strideW(),
                w.dilationH(),
                w.dilationW(),
                padTop,
                in.height(),
                -padLeft,
                in.width(),
                out.width(),
                quick(graph, op.output(), activation),
                away(graph, op.output(), activation),
                rows(in.height(), out.height(), kernelH, w, padTop));
    }

    /** The quick way saturates to int8, so an activation must let all of it through; a graph without scales may. */
    static boolean quick(Graph graph, int output, Activation activation) {
        return graph.tensor(output)
                .quantization()
                .map(q -> activation.quantizedMax(q) - activation.quantizedMin(q) == 255)
                .orElse(true);
    }

    private static boolean away(Graph graph, int output, Activation activation) {
        return graph.tensor(output)
                .quantization()
                .map(q -> activation.quantizedMin(q) < q.zeroPoint())
                .orElse(activation == Activation.NONE);
    }

    private static Rows rows(int inH, int outH, int kernelH, Window w, int padTop) {
        long inside = 0;
        int full = 0;
        int padded = 0;
        for (int y = 0; y < outH; y++) {
            int top = y * w.strideH() - padTop;
            int above = Math.min(kernelH, top >= 0 ? 0 : (-top + w.dilationH() - 1) / w.dilationH());
            int last = top + (kernelH - 1) * w.dilationH();
            int below = Math.min(kernelH - above, last < inH ? 0 : (last - inH) / w.dilationH() + 1);
            inside += kernelH - above - below;
            full += above + below == 0 ? 1 : 0;
            padded += (above > 0 ? 1 : 0) + (below > 0 ? 1 : 0);
        }
        return new Rows(outH, inside, full, padded);
    }

    /** Of a depthwise convolution. */
    DspDepthwise dspDepthwise() {
        return new DspDepthwise(kernelH, kernelW, strideW, dilationH, dilationW, inC, outW);
    }

    /** The same rows of other columns. */
    KernelShape withColumns(int newLeft, int newInW, int newOutW) {
        return with(inC, outC, newLeft, newInW, newOutW, rows);
    }

    KernelShape withRows(Rows other) {
        return with(inC, outC, left, inW, outW, other);
    }

    KernelShape withChannels(int in, int out) {
        return with(in, out, left, inW, outW, rows);
    }

    private KernelShape with(int in, int out, int newLeft, int newInW, int newOutW, Rows newRows) {
        return new KernelShape(
                in, out, kernelH, kernelW, strideH, strideW, dilationH, dilationW, padTop, inH, newLeft, newInW,
                newOutW, quick, away, newRows);
    }

    Edges edges() {
        int pixels = 0;
        int taps = 0;
        int reach = (kernelW - 1) * dilationW;
        for (int x = 0; x < outW; x++) {
            int from = left + x * strideW;
            if (from < 0 || from + reach >= inW) {
                pixels++;
                for (int k = 0; k < kernelW; k++) {
                    int column = from + k * dilationW;
                    taps += column >= 0 && column < inW ? 1 : 0;
                }
            }
        }
        return new Edges(pixels, taps);
    }
}
