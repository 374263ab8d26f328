package io.tinsmith.it;

import io.tinsmith.graph.GraphBuilder;
import io.tinsmith.graph.Interpolation;
import io.tinsmith.graph.Shape;
import io.tinsmith.graph.Window;
import java.util.ArrayList;
import java.util.List;

/** Ops that only move values. */
final class MoveOps {
    private MoveOps() {}

    static int pad(GraphBuilder b, OpDraw d) {
        int x = b.input("x", d.image(1));
        return b.pad("y", x, d.between(0, 3), d.between(0, 3), d.between(0, 3), d.between(1, 3));
    }

    static int padWithValue(GraphBuilder b, OpDraw d) {
        int x = b.input("x", d.image(1));
        float value = d.between(-30, 30) / 10f;
        return b.pad("y", x, d.between(0, 3), d.between(0, 3), d.between(0, 3), d.between(1, 3), value);
    }

    static int concat(GraphBuilder b, OpDraw d) {
        int x = b.input("x", d.image(1));
        List<Integer> inputs = new ArrayList<>(List.of(x));
        for (int i = d.between(1, 3); i > 0; i--) {
            // Of the same scale: a pooling of the same image.
            inputs.add(d.oneIn(2) ? x : b.maxPool2d("m" + i, x, 2, 2, Window.same(1)));
        }
        return b.concat("y", inputs.stream().mapToInt(Integer::intValue).toArray());
    }

    static int slice(GraphBuilder b, OpDraw d) {
        Shape in = d.image(2);
        List<Integer> begin = new ArrayList<>(List.of(0));
        List<Integer> step = new ArrayList<>(List.of(1));
        int[] to = {1, 0, 0, 0};
        for (int axis = 1; axis < 4; axis++) {
            begin.add(d.between(0, in.dim(axis) - 1));
            step.add(d.between(1, 3));
            to[axis] = d.between(1, (in.dim(axis) - begin.get(axis) - 1) / step.get(axis) + 1);
        }
        return b.slice("y", b.input("x", in), begin, step, Shape.of(to));
    }

    static int reshape(GraphBuilder b, OpDraw d) {
        Shape in = d.image(1);
        return b.reshape("y", b.input("x", in), Shape.of(1, Math.toIntExact(in.elements())));
    }

    static int transpose(GraphBuilder b, OpDraw d) {
        int x = b.input("x", d.image(1));
        return d.oneIn(2) ? b.transpose("y", x, 0, 2, 1, 3) : b.transpose("y", x, 0, 3, 1, 2);
    }

    static int enlarge(GraphBuilder b, OpDraw d) {
        return b.resizeNearest("y", b.input("x", d.image(1)), d.between(1, 4));
    }

    static int resizeNearest(GraphBuilder b, OpDraw d) {
        return resize(b, d, Interpolation.NEAREST);
    }

    static int resizeBilinear(GraphBuilder b, OpDraw d) {
        return resize(b, d, Interpolation.BILINEAR);
    }

    private static int resize(GraphBuilder b, OpDraw d, Interpolation interpolation) {
        int x = b.input("x", d.image(1));
        int rule = d.between(0, 2);
        return b.resize("y", x, d.between(1, 30), d.between(1, 30), interpolation, rule == 1, rule == 2);
    }
}
