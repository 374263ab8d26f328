package io.tinsmith.it;

import io.tinsmith.graph.GraphBuilder;
import io.tinsmith.graph.Shape;

/** Ops that compute each value from the values at its own place, and softmax. */
final class ElementOps {
    private ElementOps() {}

    static int add(GraphBuilder b, OpDraw d) {
        Shape shape = d.image(1);
        return b.add("y", b.input("left", shape), b.input("right", shape), d.activation());
    }

    static int mul(GraphBuilder b, OpDraw d) {
        Shape shape = d.image(1);
        return b.mul("y", b.input("left", shape), b.input("right", shape), d.activation());
    }

    static int mulOfChannels(GraphBuilder b, OpDraw d) {
        Shape shape = d.image(2);
        int right = b.input("right", Shape.of(1, 1, 1, shape.channels()));
        return b.mul("y", b.input("left", shape), right, d.activation());
    }

    static int addOfConstants(GraphBuilder b, OpDraw d) {
        int x = b.input("x", d.image(2));
        return b.add("y", x, constant(b, d, x), d.activation());
    }

    static int mulOfConstants(GraphBuilder b, OpDraw d) {
        int x = b.input("x", d.image(2));
        return b.mul("y", constant(b, d, x), x, d.activation());
    }

    static int sub(GraphBuilder b, OpDraw d) {
        Shape shape = d.image(1);
        return b.sub("y", b.input("left", shape), b.input("right", shape), d.activation());
    }

    /** On either side. */
    static int subOfConstants(GraphBuilder b, OpDraw d) {
        int x = b.input("x", d.image(2));
        int constant = constant(b, d, x);
        return d.oneIn(2) ? b.sub("y", x, constant, d.activation()) : b.sub("y", constant, x, d.activation());
    }

    static int maximum(GraphBuilder b, OpDraw d) {
        int x = b.input("x", d.image(2));
        return b.maximum("y", x, d.oneIn(2) ? constant(b, d, x) : b.input("right", b.shape(x)));
    }

    static int minimum(GraphBuilder b, OpDraw d) {
        int x = b.input("x", d.image(2));
        return b.minimum("y", d.oneIn(2) ? constant(b, d, x) : b.input("left", b.shape(x)), x);
    }

    static int prelu(GraphBuilder b, OpDraw d) {
        return b.prelu("y", b.input("x", d.image(2)));
    }

    static int leakyRelu(GraphBuilder b, OpDraw d) {
        return b.leakyRelu("y", b.input("x", d.image(1)), d.between(-9, 9) / 10f);
    }

    /** One value for all, or one a channel. */
    private static int constant(GraphBuilder b, OpDraw d, int x) {
        int channels = b.shape(x).channels();
        Shape one = d.oneIn(2) ? Shape.of() : Shape.of(1);
        Shape each = d.oneIn(2) ? Shape.of(channels) : Shape.of(1, 1, 1, channels);
        return b.constant("constant", d.oneIn(3) ? one : each);
    }

    static int softmax(GraphBuilder b, OpDraw d) {
        return b.softmax("y", b.input("x", Shape.of(1, d.between(2, 60))));
    }
}
