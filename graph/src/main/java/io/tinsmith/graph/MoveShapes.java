package io.tinsmith.graph;

import java.util.List;

/** Checks the shapes of pads, transposes and slices. */
final class MoveShapes {
    private MoveShapes() {}

    /**
     * The output's shape, if the op makes it of the input's.
     *
     * @throws IllegalArgumentException if it does not
     */
    static Shape outputShape(Op op, Shape in, Shape out) {
        if (op instanceof Op.Transpose transpose) {
            return transposed(in, transpose.order());
        }
        boolean fits = in.rank() == out.rank();
        for (int axis = 0; fits && axis < in.rank(); axis++) {
            int taken = in.dim(axis);
            int has = out.dim(axis);
            if (op instanceof Op.Pad pad) {
                fits = pad.before().size() == in.rank()
                        && pad.before().get(axis) >= 0
                        && (long) pad.before().get(axis) + taken <= has;
            } else if (op instanceof Op.Slice slice) {
                fits = slice.begin().size() == in.rank()
                        && slice.step().size() == in.rank()
                        && slice.begin().get(axis) >= 0
                        && slice.step().get(axis) >= 1
                        && slice.begin().get(axis) + (has - 1L) * slice.step().get(axis) < taken;
            }
        }
        if (!fits) {
            throw new IllegalArgumentException("the op (" + op + ") does not make " + out + " of " + in);
        }
        return out;
    }

    private static Shape transposed(Shape in, List<Integer> order) {
        for (int axis = 0; axis < in.rank(); axis++) {
            if (order.size() != in.rank() || !order.contains(axis)) {
                throw new IllegalArgumentException("the order " + order + " is none of the axes of " + in);
            }
        }
        return new Shape(order.stream().map(in::dim).toList());
    }
}
