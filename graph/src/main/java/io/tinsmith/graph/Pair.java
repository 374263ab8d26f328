package io.tinsmith.graph;

import java.util.function.IntFunction;

/**
 * How the two inputs of a pairwise op meet: one has the output's shape, and the other's values repeat along it, each time
 * {@code period} of them.
 *
 * @param whole the input of the output's shape
 * @param other the other input; of the same shape, or of one value, or one a channel
 * @param reversed the other stands on the left
 * @param period values of {@code other}
 * @param elementWise both have one shape
 * @param constant {@code other} is a parameter
 */
public record Pair(int whole, int other, boolean reversed, int period, boolean elementWise, boolean constant) {
    /**
     * The inputs of {@code op}.
     *
     * @param tensors by index
     * @throws IllegalArgumentException if their shapes do not fit, or no activation has the output's
     */
    public static Pair of(Op.Pairwise op, IntFunction<Tensor> tensors) {
        Tensor left = tensors.apply(op.left());
        Tensor right = tensors.apply(op.right());
        boolean equal = left.shape().equals(right.shape());
        // Where both are of one shape, a constant is the other. The slopes of a PReLU are always.
        boolean reversed =
                !(op instanceof Op.Prelu) && (equal ? left.isParameter() : !repeats(right.shape(), left.shape()));
        Tensor whole = reversed ? right : left;
        Tensor other = reversed ? left : right;
        if (whole.isParameter() || !(equal || repeats(other.shape(), whole.shape()))) {
            throw new IllegalArgumentException("cannot combine " + describe(left) + " and " + describe(right)
                    + " element by element: neither equal shapes nor one value for all or one a channel with an"
                    + " activation");
        }
        return new Pair(
                reversed ? op.right() : op.left(),
                reversed ? op.left() : op.right(),
                reversed,
                Math.toIntExact(other.shape().elements()),
                equal,
                other.isParameter());
    }

    public static Pair of(Op.Pairwise op, Graph graph) {
        return of(op, graph::tensor);
    }

    /** The other input is one constant, so that the op is a function of one value. */
    public boolean isFunction() {
        return constant && period == 1;
    }

    /** Whether the op computes rows of images: the other input has rows, too, or the same constants for all pixels. */
    public boolean hasRows(Graph graph) {
        return constant ? period == 1 || period == graph.tensor(whole).shape().channels() : elementWise;
    }

    /** Whether it is one value, or one a channel in all pixels. */
    private static boolean repeats(Shape other, Shape whole) {
        if (other.elements() == 1) {
            return other.rank() <= whole.rank();
        }
        return other.rank() <= whole.rank()
                && other.elements() == other.channels()
                && other.channels() == whole.channels();
    }

    private static String describe(Tensor tensor) {
        return (tensor.isParameter() ? "the constant " : "") + tensor.shape();
    }
}
