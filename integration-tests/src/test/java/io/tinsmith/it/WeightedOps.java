package io.tinsmith.it;

import io.tinsmith.graph.Activation;
import io.tinsmith.graph.GraphBuilder;
import io.tinsmith.graph.Shape;
import io.tinsmith.graph.Window;

/** Ops with weights. */
final class WeightedOps {
    private WeightedOps() {}

    static int conv(GraphBuilder b, OpDraw d) {
        int x = b.input("x", d.image(5));
        int channels = b.shape(x).channels();
        int h = d.between(1, 5);
        int w = d.between(2, 5);
        return b.conv2d("y", x, d.channels(), h, w, channels, d.window(h, w), d.activation());
    }

    static int pointwise(GraphBuilder b, OpDraw d) {
        return b.conv2d("y", b.input("x", d.image(1)), d.channels(), 1, Window.same(1), d.activation());
    }

    static int dilatedConv(GraphBuilder b, OpDraw d) {
        return b.conv2d("y", b.input("x", d.image(3)), d.channels(), 3, d.dilated(), d.activation());
    }

    static int groups(GraphBuilder b, OpDraw d) {
        int groups = d.between(2, 4);
        int groupChannels = d.between(2, 6);
        int x = b.input("x", Shape.of(1, d.between(4, 12), d.between(4, 12), groups * groupChannels));
        int kernel = d.between(1, 4);
        int out = groups * d.between(1, 6);
        return b.groupConv2d("y", x, out, kernel, groupChannels, d.window(kernel, kernel), d.activation());
    }

    static int depthwise(GraphBuilder b, OpDraw d) {
        int kernel = 1 + 2 * d.between(0, 3);
        int x = b.input("x", d.image(7));
        return b.depthwiseConv2d("y", x, kernel, d.window(kernel, kernel), d.activation());
    }

    static int dilatedDepthwise(GraphBuilder b, OpDraw d) {
        return b.depthwiseConv2d("y", b.input("x", d.image(3)), 3, d.dilated(), d.activation());
    }

    static int depthwiseWithMultiplier(GraphBuilder b, OpDraw d) {
        int kernel = d.between(1, 5);
        int x = b.input("x", d.image(5));
        return b.depthwiseConv2d("y", x, kernel, d.between(2, 4), d.window(kernel, kernel), d.activation());
    }

    static int transposed(GraphBuilder b, OpDraw d) {
        int x = b.input("x", Shape.of(1, d.between(1, 8), d.between(1, 8), d.channels()));
        int h = d.between(1, 5);
        int w = d.between(1, 5);
        Window window = new Window(d.between(1, 3), d.between(1, 3), 1, 1, d.padding());
        return b.transposeConv("y", x, d.between(1, 12), h, w, window, Activation.NONE);
    }

    static int dense(GraphBuilder b, OpDraw d) {
        Shape in = d.oneIn(2) ? d.image(1) : Shape.of(1, d.between(1, 300));
        return b.fullyConnected("y", b.input("x", in), d.between(1, 60), d.activation());
    }
}
