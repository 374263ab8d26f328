package io.tinsmith.graph;

import java.util.ArrayList;
import java.util.List;

/**
 * A pad, transpose or slice as a copy: value {@code (i, j, ...)} of {@code extents} from {@code inOffset + i * inStrides[0] +
 * ...} to {@code outOffset + i * outStrides[0] + ...}. Axes that follow each other in both are one.
 *
 * @param extents at least one axis
 * @param fills the output has values that nothing is copied to: those of a pad
 */
public record Move(
        List<Integer> extents,
        List<Integer> inStrides,
        List<Integer> outStrides,
        int inOffset,
        int outOffset,
        boolean fills) {
    public Move {
        extents = List.copyOf(extents);
        inStrides = List.copyOf(inStrides);
        outStrides = List.copyOf(outStrides);
    }

    /**
     * The copy of an op.
     *
     * @throws IllegalArgumentException if it is none of a {@code Pad}, {@code Transpose} or {@code Slice}
     */
    public static Move of(Graph graph, Op op) {
        Shape in = graph.tensor(op.inputs().get(0)).shape();
        Shape out = graph.tensor(op.output()).shape();
        int[] inStrides = strides(in);
        int[] outStrides = strides(out);
        int inOffset = 0;
        int outOffset = 0;
        List<Integer> from = new ArrayList<>();
        List<Integer> to = new ArrayList<>();
        for (int axis = 0; axis < out.rank(); axis++) {
            to.add(outStrides[axis]);
            if (op instanceof Op.Pad pad) {
                from.add(inStrides[axis]);
                outOffset += pad.before().get(axis) * outStrides[axis];
            } else if (op instanceof Op.Transpose transpose) {
                from.add(inStrides[transpose.order().get(axis)]);
            } else if (op instanceof Op.Slice slice) {
                from.add(inStrides[axis] * slice.step().get(axis));
                inOffset += slice.begin().get(axis) * inStrides[axis];
            } else {
                throw new IllegalArgumentException("The op (" + op + ") is no pad, transpose or slice.");
            }
        }
        boolean pads = op instanceof Op.Pad;
        return joined(pads ? in : out, from, to, inOffset, outOffset, pads);
    }

    private static int[] strides(Shape shape) {
        int[] strides = new int[shape.rank()];
        int stride = 1;
        for (int axis = shape.rank() - 1; axis >= 0; axis--) {
            strides[axis] = stride;
            stride = Math.multiplyExact(stride, shape.dim(axis));
        }
        return strides;
    }

    private static Move joined(
            Shape shape, List<Integer> from, List<Integer> to, int inOffset, int outOffset, boolean fills) {
        List<Integer> extents = new ArrayList<>();
        List<Integer> inStrides = new ArrayList<>();
        List<Integer> outStrides = new ArrayList<>();
        for (int axis = 0; axis < shape.rank(); axis++) {
            int extent = shape.dim(axis);
            int last = extents.size() - 1;
            boolean follows = last >= 0
                    && inStrides.get(last) == from.get(axis) * extent
                    && outStrides.get(last) == to.get(axis) * extent;
            if (follows) {
                extents.set(last, extents.get(last) * extent);
                inStrides.set(last, from.get(axis));
                outStrides.set(last, to.get(axis));
            } else if (extent > 1) {
                extents.add(extent);
                inStrides.add(from.get(axis));
                outStrides.add(to.get(axis));
            }
        }
        if (extents.isEmpty()) {
            extents.add(1);
            inStrides.add(1);
            outStrides.add(1);
        }
        return new Move(extents, inStrides, outStrides, inOffset, outOffset, fills);
    }

    /** Values that are copied at once: those of the last axis, if they follow each other on both sides. */
    public int run() {
        int last = extents.size() - 1;
        return inStrides.get(last) == 1 && outStrides.get(last) == 1 ? extents.get(last) : 1;
    }
}
