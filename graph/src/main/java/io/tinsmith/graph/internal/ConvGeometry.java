package io.tinsmith.graph.internal;

import io.tinsmith.graph.Shape;
import io.tinsmith.graph.Window;

/** Extents of a windowed op, for one image. */
record ConvGeometry(
        int batch,
        int inH,
        int inW,
        int inC,
        int outH,
        int outW,
        int outC,
        int kH,
        int kW,
        Window window,
        int padTop,
        int padLeft) {
    static ConvGeometry of(Shape in, Shape out, int kH, int kW, Window w) {
        return new ConvGeometry(
                in.dim(0),
                in.height(),
                in.width(),
                in.channels(),
                out.height(),
                out.width(),
                out.channels(),
                kH,
                kW,
                w,
                w.padding().before(in.height(), kH, w.strideH(), w.dilationH()),
                w.padding().before(in.width(), kW, w.strideW(), w.dilationW()));
    }

    /** Columns {@code from} to {@code to - 1} of one output row over {@code count} whole input rows from {@code first} on. */
    ConvGeometry slab(int first, int count, int y, int from, int to) {
        int top = padTop - y * window.strideH() + first;
        int left = padLeft - from * window.strideW();
        return new ConvGeometry(1, count, inW, inC, 1, to - from, outC, kH, kW, window, top, left);
    }

    int inputRow(int outY, int ky) {
        return outY * window.strideH() - padTop + ky * window.dilationH();
    }

    int inputColumn(int outX, int kx) {
        return outX * window.strideW() - padLeft + kx * window.dilationW();
    }

    boolean inside(int y, int x) {
        return y >= 0 && y < inH && x >= 0 && x < inW;
    }

    int inputOffset(int image, int y, int x) {
        return ((image * inH + y) * inW + x) * inC;
    }

    int outputPixels() {
        return batch * outH * outW;
    }
}
