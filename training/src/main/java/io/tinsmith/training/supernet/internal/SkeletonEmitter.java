package io.tinsmith.training.supernet.internal;

import io.tinsmith.training.internal.NetworkEmitter;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.op.math.Mean;
import org.tensorflow.op.nn.FusedBatchNorm;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Writes a skeleton into a TensorFlow graph. All extents come from the fed numbers: each parameter is cut out of the
 * flat vector and shaped by them. A block that is left out gets no images: all of them go past it, and a convolution of
 * no image costs next to nothing. So depth needs no control flow, whose gradients TensorFlow for Java lacks.
 */
final class SkeletonEmitter {
    private final Ops tf;
    private final Skeleton skeleton;
    private final boolean training;
    private final Operand<TFloat32> flat;
    private final Operand<TInt32> numbers;
    private final List<Operand<TFloat32>> parameters = new ArrayList<>();
    private final List<Operand<TFloat32>> statistics = new ArrayList<>();
    private int optionals;
    private int residuals;

    /**
     * @param training with the statistics of the batch; else gamma and beta are factor and summand
     */
    SkeletonEmitter(Ops tf, Skeleton skeleton, boolean training, Operand<TFloat32> flat, Operand<TInt32> numbers) {
        this.tf = tf;
        this.skeleton = skeleton;
        this.training = training;
        this.flat = flat;
        this.numbers = numbers;
    }

    /** The parts of the flat parameters, in their order, one-dimensional. */
    List<Operand<TFloat32>> parameters() {
        return parameters;
    }

    /** Batch mean and variance of each convolution. */
    List<Operand<TFloat32>> statistics() {
        return statistics;
    }

    /** Gives the logits {@code [batch, classes]}. */
    Operand<TFloat32> emit(Operand<TFloat32> images) {
        Operand<TFloat32> x = tf.nn.relu6(convolution(images, skeleton.stemStride()));
        for (Skeleton.BlockSlot slot : skeleton.blocks()) {
            x = slot.optional() ? optional(x, slot) : block(x, slot);
        }
        if (skeleton.head()) {
            x = tf.nn.relu6(convolution(x, 1));
        }
        Operand<TFloat32> pooled = tf.math.mean(x, tf.constant(new int[] {1, 2}), Mean.keepDims(false));
        int index = parameters.size();
        // [1, 1, classes, features] as [classes, features].
        Operand<TFloat32> weights = tf.reshape(parameter(), numbers(index, 2, 4));
        return tf.math.add(tf.linalg.matMul(pooled, weights, MatMul.transposeB(true)), parameter());
    }

    private Operand<TFloat32> optional(Operand<TFloat32> x, Skeleton.BlockSlot slot) {
        int at = SubnetView.PIECE_INTS * skeleton.pieces() + SubnetView.OPTIONAL_INTS * optionals++;
        Operand<TFloat32> through = tf.slice(x, tf.constant(new int[4]), numbers(at, 4));
        Operand<TFloat32> past = tf.slice(x, numbers(at + 4, 4), tf.constant(new int[] {-1, -1, -1, -1}));
        return tf.concat(List.of(block(through, slot), past), tf.constant(0));
    }

    private Operand<TFloat32> block(Operand<TFloat32> input, Skeleton.BlockSlot slot) {
        Operand<TFloat32> x = slot.expand() ? tf.nn.relu6(convolution(input, 1)) : input;
        x = tf.nn.relu6(depthwise(x, slot.stride()));
        x = convolution(x, 1);
        return switch (slot.residual()) {
            case NEVER -> x;
            case ALWAYS -> tf.math.add(x, input);
            case IF_EQUAL -> tf.math.add(x, padded(input));
        };
    }

    /** The input itself, or zeros of the output's width. */
    private Operand<TFloat32> padded(Operand<TFloat32> input) {
        long optional =
                skeleton.blocks().stream().filter(Skeleton.BlockSlot::optional).count();
        int at = SubnetView.PIECE_INTS * skeleton.pieces()
                + SubnetView.OPTIONAL_INTS * (int) optional
                + SubnetView.RESIDUAL_INTS * residuals++;
        Operand<TFloat32> part = tf.slice(input, tf.constant(new int[4]), numbers(at, 4));
        Operand<TInt32> paddings = tf.reshape(numbers(at + 4, 8), tf.constant(new int[] {4, 2}));
        return tf.pad(part, paddings, tf.constant(0f));
    }

    private Operand<TFloat32> convolution(Operand<TFloat32> x, int stride) {
        int index = parameters.size();
        Operand<TFloat32> weights = tf.reshape(parameter(), numbers(index, 4, 2));
        return normalized(tf.nn.conv2d(x, weights, strides(stride), "SAME"));
    }

    private Operand<TFloat32> depthwise(Operand<TFloat32> x, int stride) {
        int index = parameters.size();
        Operand<TInt32> dims = numbers(index, 4, 2);
        // [k, k, 1, channels] as [k, k, channels, 1].
        Operand<TInt32> swapped = tf.gather(dims, tf.constant(new int[] {0, 1, 3, 2}), tf.constant(0));
        Operand<TFloat32> weights = tf.reshape(parameter(), swapped);
        return normalized(tf.nn.depthwiseConv2dNative(x, weights, strides(stride), "SAME"));
    }

    private Operand<TFloat32> normalized(Operand<TFloat32> y) {
        Operand<TFloat32> gamma = parameter();
        Operand<TFloat32> beta = parameter();
        if (!training) {
            return tf.math.add(tf.math.mul(y, gamma), beta);
        }
        Operand<TFloat32> none = tf.constant(new float[0]);
        FusedBatchNorm<TFloat32, TFloat32> norm = tf.nn.fusedBatchNorm(
                y,
                gamma,
                beta,
                none,
                none,
                FusedBatchNorm.isTraining(true),
                FusedBatchNorm.epsilon(NetworkEmitter.EPSILON));
        statistics.add(norm.batchMean());
        statistics.add(norm.batchVariance());
        return norm.y();
    }

    private Operand<TFloat32> parameter() {
        int index = parameters.size();
        Operand<TFloat32> part = tf.slice(flat, numbers(index, 1, 0), numbers(index, 1, 1));
        parameters.add(part);
        return part;
    }

    private Operand<TInt32> numbers(int piece, int count, int from) {
        return numbers(SubnetView.PIECE_INTS * piece + from, count);
    }

    private Operand<TInt32> numbers(int at, int count) {
        return tf.slice(numbers, tf.constant(new int[] {at}), tf.constant(new int[] {count}));
    }

    private static List<Long> strides(int stride) {
        return List.of(1L, (long) stride, (long) stride, 1L);
    }
}
