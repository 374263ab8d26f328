package io.tinsmith.training.internal;

import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Op;
import io.tinsmith.graph.Shape;
import java.util.List;
import java.util.stream.LongStream;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.StridedSlice;
import org.tensorflow.op.math.Mean;
import org.tensorflow.op.nn.LeakyRelu;
import org.tensorflow.types.TFloat32;

/** Writes ops without parameters into a TensorFlow graph, over batches of any size. */
final class PlainOps {
    private final Ops tf;
    private final Graph graph;

    PlainOps(Ops tf, Graph graph) {
        this.tf = tf;
        this.graph = graph;
    }

    Operand<TFloat32> unary(Op.Unary op, Operand<TFloat32> x) {
        return switch (op.function()) {
            case RELU -> tf.nn.relu(x);
            case RELU6 -> tf.nn.relu6(x);
            case LEAKY_RELU -> tf.nn.leakyRelu(x, LeakyRelu.alpha(op.alpha()));
            case LOGISTIC -> tf.math.sigmoid(x);
            case TANH -> tf.math.tanh(x);
            case HARD_SWISH ->
                tf.math.mul(x, tf.math.mul(tf.nn.relu6(tf.math.add(x, tf.constant(3f))), tf.constant(1f / 6)));
            case REQUANTIZE -> x;
        };
    }

    /**
     * A mean, or an op that moves values.
     *
     * @throws IllegalArgumentException if the op is none of these, or mixes the images of a batch
     */
    Operand<TFloat32> move(Op op, List<Operand<TFloat32>> inputs) {
        Operand<TFloat32> x = inputs.get(0);
        Shape in = graph.tensor(op.inputs().get(0)).shape();
        Shape out = graph.tensor(op.output()).shape();
        requireOneImage(op, in, out);
        if (op instanceof Op.Mean) {
            return tf.math.mean(x, tf.constant(new int[] {1, 2}), Mean.keepDims(out.rank() == 4));
        }
        if (op instanceof Op.Reshape) {
            return tf.reshape(x, tf.constant(batched(out)));
        }
        if (op instanceof Op.Concat) {
            return tf.concat(inputs, tf.constant(3));
        }
        if (op instanceof Op.ResizeNearest) {
            return tf.image.resizeNearestNeighbor(x, tf.constant(new int[] {out.height(), out.width()}));
        }
        if (op instanceof Op.Pad pad) {
            int[][] around = new int[in.rank()][];
            for (int axis = 0; axis < around.length; axis++) {
                int before = pad.before().get(axis);
                around[axis] = new int[] {before, out.dim(axis) - in.dim(axis) - before};
            }
            return tf.pad(x, tf.constant(around), tf.constant(0f));
        }
        if (op instanceof Op.Transpose transpose) {
            int[] order = transpose.order().stream().mapToInt(Integer::intValue).toArray();
            return tf.linalg.transpose(x, tf.constant(order));
        }
        if (op instanceof Op.Slice slice) {
            return slice(slice, x, out);
        }
        throw new IllegalArgumentException("The op (" + op + ") cannot be trained.");
    }

    /** Channels, the last of four axes, from {@code begin} on. */
    Operand<TFloat32> channels(Operand<TFloat32> x, int begin, int count) {
        return tf.slice(x, tf.constant(new int[] {0, 0, 0, begin}), tf.constant(new int[] {-1, -1, -1, count}));
    }

    private Operand<TFloat32> slice(Op.Slice op, Operand<TFloat32> x, Shape out) {
        int rank = out.rank();
        int[] begin = new int[rank];
        int[] end = new int[rank];
        int[] step = new int[rank];
        for (int axis = 0; axis < rank; axis++) {
            begin[axis] = op.begin().get(axis);
            step[axis] = op.step().get(axis);
            end[axis] = begin[axis] + (out.dim(axis) - 1) * step[axis] + 1;
        }
        // The whole batch.
        return tf.stridedSlice(
                x,
                tf.constant(begin),
                tf.constant(end),
                tf.constant(step),
                StridedSlice.beginMask(1L),
                StridedSlice.endMask(1L));
    }

    /** The shape with any number of images. */
    private static long[] batched(Shape shape) {
        return LongStream.concat(
                        LongStream.of(-1), shape.dims().stream().skip(1).mapToLong(Integer::longValue))
                .toArray();
    }

    private static void requireOneImage(Op op, Shape in, Shape out) {
        boolean keeps = in.dim(0) == 1 && out.dim(0) == 1;
        if (op instanceof Op.Transpose transpose) {
            keeps &= transpose.order().get(0) == 0;
        }
        if (!keeps) {
            throw new IllegalArgumentException("The op (" + op + ") from " + in + " to " + out
                    + " mixes the images of a batch and cannot be trained.\nMaybe leave the first axis as it is, 1.");
        }
    }
}
