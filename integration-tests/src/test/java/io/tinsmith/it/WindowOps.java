package io.tinsmith.it;

import io.tinsmith.graph.GraphBuilder;
import io.tinsmith.graph.Reduction;
import java.util.List;

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

    static int meanOfAxes(GraphBuilder b, OpDraw d) {
        return reduce(b, d, Reduction.MEAN);
    }

    static int sumOfAxes(GraphBuilder b, OpDraw d) {
        return reduce(b, d, Reduction.SUM);
    }

    static int maximumOfAxes(GraphBuilder b, OpDraw d) {
        return reduce(b, d, Reduction.MAX);
    }

    private static int reduce(GraphBuilder b, OpDraw d, Reduction function) {
        List<List<Integer>> axes =
                List.of(List.of(3), List.of(1, 2), List.of(2), List.of(1), List.of(1, 2, 3), List.of(1, 3));
        return b.reduce("y", b.input("x", d.image(2)), function, axes.get(d.between(0, 5)), d.oneIn(2));
    }
}
