package io.tinsmith.graph;

import java.util.ArrayList;
import java.util.List;

/**
 * The loops of a reduction over its input: outside those over the values that are kept, inside those over the values that
 * become one. Axes that follow each other are one loop.
 *
 * @param kept extents of the outer loops, outermost first
 * @param keptStrides elements from one step to the next
 * @param reduced extents of the inner loops
 * @param reducedStrides elements from one step to the next
 */
public record ReduceLoops(
        List<Integer> kept, List<Integer> keptStrides, List<Integer> reduced, List<Integer> reducedStrides) {
    public ReduceLoops {
        kept = List.copyOf(kept);
        keptStrides = List.copyOf(keptStrides);
        reduced = List.copyOf(reduced);
        reducedStrides = List.copyOf(reducedStrides);
    }

    /** The loops over {@code in} along {@code axes}. */
    public static ReduceLoops of(Shape in, List<Integer> axes) {
        List<Integer> kept = new ArrayList<>();
        List<Integer> keptStrides = new ArrayList<>();
        List<Integer> reduced = new ArrayList<>();
        List<Integer> reducedStrides = new ArrayList<>();
        int stride = 1;
        boolean before = false;
        for (int axis = in.rank() - 1; axis >= 0; axis--) {
            int extent = in.dim(axis);
            if (extent == 1) {
                continue;
            }
            boolean reduces = axes.contains(axis);
            List<Integer> extents = reduces ? reduced : kept;
            if (stride > 1 && reduces == before) {
                extents.set(0, extents.get(0) * extent);
            } else {
                extents.add(0, extent);
                (reduces ? reducedStrides : keptStrides).add(0, stride);
            }
            before = reduces;
            stride = Math.multiplyExact(stride, extent);
        }
        return new ReduceLoops(kept, keptStrides, reduced, reducedStrides);
    }

    /** How many values become one. */
    public int count() {
        return reduced.stream().reduce(1, Math::multiplyExact);
    }
}
