package io.tinsmith.graph;

/**
 * Which input rows one output row of an op reads; the same for all of its inputs. Rows count from the top of the image.
 *
 * @param span input rows from the first tap to the last, dilation included
 * @param padTop rows of padding above the image
 */
public record RowWindow(int inH, int outH, int strideH, int span, int padTop) {
    /**
     * The window of an op whose tensors are images.
     *
     * @throws IllegalArgumentException if the op does not work on rows
     */
    public static RowWindow of(Graph graph, Op op) {
        if (op instanceof Op.Conv2d conv) {
            int kernelH = graph.tensor(conv.weights()).shape().dim(1);
            return of(graph, op, kernelH, conv.window());
        }
        if (op instanceof Op.DepthwiseConv2d conv) {
            int kernelH = graph.tensor(conv.weights()).shape().dim(1);
            return of(graph, op, kernelH, conv.window());
        }
        if (op instanceof Op.AveragePool2d pool) {
            return of(graph, op, pool.kernelH(), pool.window());
        }
        if (op instanceof Op.MaxPool2d pool) {
            return of(graph, op, pool.kernelH(), pool.window());
        }
        if (op instanceof Op.Add) {
            int height = graph.tensor(op.output()).shape().height();
            return new RowWindow(height, height, 1, 1, 0);
        }
        throw new IllegalArgumentException("The op (" + op + ") does not work on rows.");
    }

    private static RowWindow of(Graph graph, Op op, int kernelH, Window w) {
        int inH = graph.tensor(op.inputs().get(0)).shape().height();
        int outH = graph.tensor(op.output()).shape().height();
        int span = (kernelH - 1) * w.dilationH() + 1;
        return new RowWindow(
                inH, outH, w.strideH(), span, w.padding().before(inH, kernelH, w.strideH(), w.dilationH()));
    }

    /** The lowest input row that output row {@code y} may read. */
    public int firstRow(int y) {
        return Math.max(0, y * strideH - padTop);
    }

    /** How many input rows, from the top, must be there for output row {@code y}. */
    public int rowsNeeded(int y) {
        return Math.min(inH, y * strideH - padTop + span);
    }
}
