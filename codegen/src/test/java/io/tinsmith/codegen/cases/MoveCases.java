package io.tinsmith.codegen.cases;

import io.tinsmith.graph.Op;
import io.tinsmith.graph.Quantization;
import io.tinsmith.graph.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Cases of ops that move values along any axes. */
final class MoveCases {
    private static final int MOST_VALUES = 2_500;

    private MoveCases() {}

    static boolean pad(CaseGraph g, Draw draw) {
        return pad(g, draw, 0);
    }

    static boolean padWithValue(CaseGraph g, Draw draw) {
        return pad(g, draw, draw.scale(-5, 5) * (draw.oneIn(2) ? 1 : -1));
    }

    private static boolean pad(CaseGraph g, Draw draw, float value) {
        Shape in = tensor(draw);
        List<Integer> before = new ArrayList<>();
        int[] dims = new int[in.rank()];
        for (int axis = 0; axis < dims.length; axis++) {
            boolean padded = axis > 0 && draw.oneIn(2);
            before.add(padded ? draw.between(0, 3) : 0);
            dims[axis] = in.dim(axis) + before.get(axis) + (padded ? draw.between(0, 3) : 0);
        }
        Shape out = Shape.of(dims);
        int x = g.input(in, any(draw));
        g.add(new Op.Pad(x, g.next(), before, value), out, g.quantization(x));
        return fits(in, out);
    }

    static boolean transpose(CaseGraph g, Draw draw) {
        Shape in = tensor(draw);
        List<Integer> order = new ArrayList<>();
        for (int axis = 0; axis < in.rank(); axis++) {
            order.add(draw.between(0, order.size()), axis);
        }
        int[] dims = order.stream().mapToInt(in::dim).toArray();
        int x = g.input(in, any(draw));
        g.add(new Op.Transpose(x, g.next(), order), Shape.of(dims), g.quantization(x));
        return fits(in, in);
    }

    static boolean slice(CaseGraph g, Draw draw) {
        Shape in = tensor(draw);
        List<Integer> begin = new ArrayList<>();
        List<Integer> step = new ArrayList<>(Collections.nCopies(in.rank(), 1));
        int[] dims = new int[in.rank()];
        for (int axis = 0; axis < dims.length; axis++) {
            boolean whole = draw.oneIn(3);
            begin.add(whole ? 0 : draw.between(0, in.dim(axis) - 1));
            step.set(axis, whole ? 1 : draw.between(1, 3));
            int most = (in.dim(axis) - begin.get(axis) - 1) / step.get(axis) + 1;
            dims[axis] = whole ? most : draw.between(1, most);
        }
        int x = g.input(in, any(draw));
        g.add(new Op.Slice(x, g.next(), begin, step), Shape.of(dims), g.quantization(x));
        return fits(in, in);
    }

    private static Shape tensor(Draw draw) {
        return switch (draw.between(0, 3)) {
            case 0 -> Shape.of(1, draw.channels());
            case 1 -> Shape.of(1, draw.side(12), draw.channels());
            default -> Shape.of(1, draw.side(10), draw.side(10), draw.channels());
        };
    }

    private static Quantization any(Draw draw) {
        return Quantization.perTensor(draw.scale(-8, 1), draw.zeroPoint());
    }

    private static boolean fits(Shape in, Shape out) {
        return in.elements() <= MOST_VALUES && out.elements() <= MOST_VALUES;
    }
}
