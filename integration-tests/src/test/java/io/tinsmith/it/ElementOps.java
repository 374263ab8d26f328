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

    static int softmax(GraphBuilder b, OpDraw d) {
        return b.softmax("y", b.input("x", Shape.of(1, d.between(2, 60))));
    }
}
