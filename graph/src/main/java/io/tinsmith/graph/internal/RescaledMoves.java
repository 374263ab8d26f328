package io.tinsmith.graph.internal;

import io.tinsmith.graph.Op;
import io.tinsmith.graph.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * How ops without weights, whose output's shape is part of what they do, follow another input.
 *
 * @param from the input's shape so far
 * @param to the output's shape so far
 * @param in the input's new shape
 * @param map what images of the output's height and width so far have become elsewhere
 */
record RescaledMoves(Shape from, Shape to, Shape in, Optional<Shape> map) {
    /** The op for the new input; hands the shape of its output on, where {@code ShapeInference} has to be told. */
    Op follow(Op op, Consumer<Shape> out) {
        if (op instanceof Op.Reshape) {
            out.accept(reshaped());
        } else if (op instanceof Op.Mean) {
            out.accept(to.rank() == 2 ? Shape.of(in.dim(0), in.channels()) : Shape.of(in.dim(0), 1, 1, in.channels()));
        } else if (op instanceof Op.Reduce reduce) {
            out.accept(reduced(reduce));
        } else if (op instanceof Op.Transpose transpose) {
            out.accept(new Shape(transpose.order().stream().map(in::dim).toList()));
        } else if (op instanceof Op.ResizeNearest || op instanceof Op.Resize) {
            out.accept(Shape.of(in.dim(0), proportional(1), proportional(2), in.channels()));
        } else if (op instanceof Op.Pad pad) {
            return padded(pad, out);
        } else if (op instanceof Op.Slice slice) {
            return sliced(slice, out);
        }
        return op;
    }

    /**
     * Leading axes that input and output share stay shared; of the others the longest that can takes the change. Pixels that
     * were one axis become an image again as other images did.
     */
    private Shape reshaped() {
        boolean unfolds = to.rank() == 4
                && from.rank() > 1
                && from.dim(0) == to.dim(0)
                && from.dim(1) == (long) to.height() * to.width()
                && to.width() > 1;
        if (unfolds && map.isPresent()) {
            Shape image = map.get();
            long pixels = (long) image.height() * image.width();
            long values = in.elements() / in.dim(0);
            Rescaling.check(values % pixels == 0, in + " has no place in an image like " + image);
            return Shape.of(in.dim(0), image.height(), image.width(), Math.toIntExact(values / pixels));
        }
        int shared = 0;
        while (shared < Math.min(from.rank(), to.rank()) && from.dim(shared) == to.dim(shared)) {
            shared++;
        }
        List<Integer> dims = new ArrayList<>(in.dims().subList(0, shared));
        List<Integer> rest = new ArrayList<>(to.dims().subList(shared, to.rank()));
        long before = product(rest);
        long now = product(in.dims().subList(shared, in.rank()));
        if (before != now) {
            int longest = -1;
            for (int i = 0; i < rest.size(); i++) {
                boolean can = rest.get(i) * now % before == 0;
                longest = can && (longest < 0 || rest.get(i) > rest.get(longest)) ? i : longest;
            }
            Rescaling.check(longest >= 0, in + " has no place in " + to);
            rest.set(longest, Math.toIntExact(rest.get(longest) * now / before));
        }
        dims.addAll(rest);
        return new Shape(dims);
    }

    private static long product(List<Integer> dims) {
        return dims.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
    }

    private Shape reduced(Op.Reduce reduce) {
        boolean keeps = to.rank() == from.rank();
        List<Integer> dims = new ArrayList<>();
        for (int axis = 0; axis < in.rank(); axis++) {
            if (!reduce.axes().contains(axis)) {
                dims.add(in.dim(axis));
            } else if (keeps) {
                dims.add(1);
            }
        }
        return new Shape(dims);
    }

    private int proportional(int axis) {
        return Math.toIntExact(Math.max(1, Math.round((double) in.dim(axis) * to.dim(axis) / from.dim(axis))));
    }

    private Op padded(Op.Pad pad, Consumer<Shape> out) {
        List<Integer> before = new ArrayList<>(pad.before());
        List<Integer> dims = new ArrayList<>();
        for (int axis = 0; axis < in.rank(); axis++) {
            if (isOtherChannels(axis) && to.dim(axis) > from.dim(axis)) {
                before.set(axis, share(axis, before.get(axis)));
                dims.add(share(axis, to.dim(axis)));
            } else {
                dims.add(to.dim(axis) + in.dim(axis) - from.dim(axis));
            }
        }
        out.accept(new Shape(dims));
        return new Op.Pad(pad.input(), pad.output(), before, pad.value());
    }

    private Op sliced(Op.Slice slice, Consumer<Shape> out) {
        List<Integer> begin = new ArrayList<>(slice.begin());
        List<Integer> dims = new ArrayList<>();
        for (int axis = 0; axis < in.rank(); axis++) {
            int first = begin.get(axis);
            int step = slice.step().get(axis);
            boolean toTheEnd = to.dim(axis) == (from.dim(axis) - first + step - 1) / step;
            if (in.dim(axis) == from.dim(axis)) {
                dims.add(to.dim(axis));
            } else if (isOtherChannels(axis)) {
                begin.set(axis, share(axis, first));
                dims.add(share(axis, to.dim(axis)));
            } else if (toTheEnd) {
                dims.add((in.dim(axis) - first + step - 1) / step);
            } else {
                Rescaling.check(step == 1, "it takes every " + step + "th value of a part of an axis");
                dims.add(to.dim(axis) + in.dim(axis) - from.dim(axis));
            }
        }
        out.accept(new Shape(dims));
        return new Op.Slice(slice.input(), slice.output(), begin, slice.step());
    }

    private boolean isOtherChannels(int axis) {
        return axis == in.rank() - 1 && in.dim(axis) != from.dim(axis);
    }

    /** The same part of the channels. */
    private int share(int axis, int before) {
        long scaled = (long) before * in.dim(axis);
        Rescaling.check(
                scaled % from.dim(axis) == 0,
                before + " of " + from.dim(axis) + " channels are no whole number of " + in.dim(axis));
        return Math.toIntExact(scaled / from.dim(axis));
    }
}
