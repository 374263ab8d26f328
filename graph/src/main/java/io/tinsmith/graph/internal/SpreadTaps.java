package io.tinsmith.graph.internal;

import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Op;
import io.tinsmith.graph.Shape;

/**
 * Which taps of a transposed convolution reach an output pixel: input pixel {@code (i, j)} reaches with tap {@code (ky, kx)}
 * output pixel {@code (i * strideH + ky - padTop, j * strideW + kx - padLeft)}.
 */
record SpreadTaps(Shape in, Shape out, Shape weights, int strideH, int strideW, int padTop, int padLeft) {
    /** One tap of an output pixel. */
    interface Visitor {
        /**
         * Takes one tap.
         *
         * @param tap its place in the kernel, {@code ky * kW + kx}
         * @param pixel offset of the input pixel's first channel
         */
        void visit(int tap, int pixel);
    }

    static SpreadTaps of(Graph graph, Op.TransposeConv op) {
        Shape in = graph.tensor(op.input()).shape();
        Shape out = graph.tensor(op.output()).shape();
        Shape w = graph.tensor(op.weights()).shape();
        return new SpreadTaps(
                in, out, w, op.window().strideH(), op.window().strideW(), op.padTop(out, w), op.padLeft(out, w));
    }

    void taps(int image, int y, int x, Visitor visitor) {
        for (int ky = (y + padTop) % strideH; ky < weights.dim(1); ky += strideH) {
            int row = Math.floorDiv(y + padTop - ky, strideH);
            for (int kx = (x + padLeft) % strideW; kx < weights.dim(2); kx += strideW) {
                int column = Math.floorDiv(x + padLeft - kx, strideW);
                if (row >= 0 && row < in.height() && column >= 0 && column < in.width()) {
                    int pixel = ((image * in.height() + row) * in.width() + column) * in.channels();
                    visitor.visit(ky * weights.dim(2) + kx, pixel);
                }
            }
        }
    }
}
