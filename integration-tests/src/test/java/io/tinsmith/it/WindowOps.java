package io.tinsmith.it;

import io.tinsmith.graph.GraphBuilder;

/** Poolings and what else makes one value of several pixels. */
final class WindowOps {
    private WindowOps() {}

    static int averagePool(GraphBuilder b, OpDraw d) {
        int h = d.between(1, 4);
        int w = d.between(2, 4);
        return b.averagePool2d("y", b.input("x", d.image(4)), h, w, d.window(h, w));
    }

    static int globalPool(GraphBuilder b, OpDraw d) {
        return b.globalAveragePool("y", b.input("x", d.image(2)));
    }

    static int maxPool(GraphBuilder b, OpDraw d) {
        int h = d.between(1, 4);
        int w = d.between(2, 4);
        return b.maxPool2d("y", b.input("x", d.image(4)), h, w, d.window(h, w));
    }

    static int mean(GraphBuilder b, OpDraw d) {
        return b.mean("y", b.input("x", d.image(2)));
    }
}
