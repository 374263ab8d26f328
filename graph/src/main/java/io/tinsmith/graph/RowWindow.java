package io.tinsmith.graph;

/**
 * Which input rows one output row of an op reads; the same for all of its inputs. Rows count from the top of the image.
 * Turned by a quarter, with columns that count from the left in the place of rows, by {@link #ofColumns}.
 *
 * @param span input rows from the first tap to the last, dilation included
 * @param padTop rows of padding above the image
 * @param upsample output rows that each input row serves, 1 for all ops but those that enlarge
 */
public record RowWindow(int inH, int outH, int strideH, int span, int padTop, int upsample) {
    /** The window of an op that does not enlarge. */
    public RowWindow(int inH, int outH, int strideH, int span, int padTop) {
        this(inH, outH, strideH, span, padTop, 1);
    }

    /**
     * The window of an op whose tensors are images.
     *
     * @throws IllegalArgumentException if the op does not work on rows
     */
    public static RowWindow of(Graph graph, Op op) {
        return of(graph, op, false);
    }

    /**
     * Which input columns one output column reads: {@code inH} is then the width of the input, and so on.
     *
     * @throws IllegalArgumentException if the op does not work on rows
     */
    public static RowWindow ofColumns(Graph graph, Op op) {
        return of(graph, op, true);
    }

    private static RowWindow of(Graph graph, Op op, boolean columns) {
        int axis = columns ? 2 : 1;
        if (op instanceof Op.Conv2d conv) {
            int kernel = graph.tensor(conv.weights()).shape().dim(axis);
            return of(graph, op, axis, kernel, conv.window());
        }
        if (op instanceof Op.DepthwiseConv2d conv) {
            int kernel = graph.tensor(conv.weights()).shape().dim(axis);
            return of(graph, op, axis, kernel, conv.window());
        }
        if (op instanceof Op.AveragePool2d pool) {
            return of(graph, op, axis, columns ? pool.kernelW() : pool.kernelH(), pool.window());
        }
        if (op instanceof Op.MaxPool2d pool) {
            return of(graph, op, axis, columns ? pool.kernelW() : pool.kernelH(), pool.window());
        }
        boolean pairs =
                op instanceof Op.Pairwise pairwise && Pair.of(pairwise, graph).hasRows(graph);
        if (pairs || op instanceof Op.Unary || op instanceof Op.Concat) {
            int extent = graph.tensor(op.output()).shape().dim(axis);
            return new RowWindow(extent, extent, 1, 1, 0);
        }
        if (op instanceof Op.ResizeNearest resize) {
            int in = graph.tensor(resize.input()).shape().dim(axis);
            int out = graph.tensor(resize.output()).shape().dim(axis);
            return new RowWindow(in, out, 1, 1, 0, out / in);
        }
        throw new IllegalArgumentException("The op (" + op + ") does not work on rows.");
    }

    private static RowWindow of(Graph graph, Op op, int axis, int kernel, Window w) {
        int in = graph.tensor(op.inputs().get(0)).shape().dim(axis);
        int out = graph.tensor(op.output()).shape().dim(axis);
        int stride = axis == 2 ? w.strideW() : w.strideH();
        int dilation = axis == 2 ? w.dilationW() : w.dilationH();
        return new RowWindow(
                in, out, stride, (kernel - 1) * dilation + 1, w.padding().before(in, kernel, stride, dilation));
    }

    /** The lowest input row that output row {@code y} may read. */
    public int firstRow(int y) {
        return Math.max(0, y * strideH / upsample - padTop);
    }

    /** How many input rows, from the top, must be there for output row {@code y}. */
    public int rowsNeeded(int y) {
        return Math.min(inH, y * strideH / upsample - padTop + span);
    }
}
