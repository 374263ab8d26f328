package io.tinsmith.training.internal;

import io.tinsmith.graph.Op;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceMax;
import org.tensorflow.types.TFloat32;

/**
 * Rounds weights and outputs to the values that int8 has for them, with the gradient of the identity within the range
 * and 0 outside (straight-through; Bengio et al., arXiv:1308.3432, Jacob et al., arXiv:1712.05877, section 3). Weights of
 * convolutions have a scale for each output channel, those of dense layers one. Biases stay: int32 holds them finely.
 */
final class FakeQuantization implements NetworkEmitter.Simulation {
    private static final float LEAST_SCALE = 1e-9f;

    private final Ops tf;
    private final Operand<TFloat32> grids;
    private final List<Operand<TFloat32>> extremes = new ArrayList<>();

    /**
     * Writes into {@code tf}.
     *
     * @param grids {@code [ops, 3]}: of each op's output the least value, the greatest and the step
     */
    FakeQuantization(Ops tf, Operand<TFloat32> grids) {
        this.tf = tf;
        this.grids = grids;
    }

    /** {@code [2 * ops]}: of each op's output the least and the greatest value before rounding. */
    Operand<TFloat32> extremes() {
        return tf.stack(extremes);
    }

    @Override
    public Operand<TFloat32> weights(Op op, Operand<TFloat32> weights) {
        // All but the output channels of a convolution; of a depthwise one, all but both of its last.
        int[] axes = op instanceof Op.Conv2d ? new int[] {0, 1, 2} : new int[] {0, 1};
        Operand<TFloat32> greatest = tf.reduceMax(tf.math.abs(weights), tf.constant(axes), ReduceMax.keepDims(true));
        Operand<TFloat32> scale =
                tf.math.maximum(tf.math.mul(greatest, tf.constant(1f / 127)), tf.constant(LEAST_SCALE));
        return straightThrough(weights, rounded(weights, scale));
    }

    @Override
    public Operand<TFloat32> output(int index, Op op, Operand<TFloat32> output) {
        Operand<TFloat32> flat = tf.reshape(output, tf.constant(new int[] {-1}));
        extremes.add(tf.reduceMin(flat, tf.constant(0)));
        extremes.add(tf.reduceMax(flat, tf.constant(0)));
        if (op instanceof Op.Softmax) {
            return output;
        }
        Operand<TFloat32> low = grid(index, 0);
        Operand<TFloat32> within = tf.math.maximum(tf.math.minimum(output, grid(index, 1)), low);
        Operand<TFloat32> step = grid(index, 2);
        // From the lower end on, which is a value of int8.
        Operand<TFloat32> rounded = tf.math.add(rounded(tf.math.sub(within, low), step), low);
        return straightThrough(within, rounded);
    }

    private Operand<TFloat32> grid(int op, int column) {
        Operand<TFloat32> one = tf.slice(grids, tf.constant(new int[] {op, column}), tf.constant(new int[] {1, 1}));
        return tf.reshape(one, tf.constant(new int[0]));
    }

    private Operand<TFloat32> rounded(Operand<TFloat32> values, Operand<TFloat32> step) {
        Operand<TFloat32> steps = tf.math.add(tf.math.div(values, step), tf.constant(0.5f));
        return tf.math.mul(tf.math.floor(steps), step);
    }

    private Operand<TFloat32> straightThrough(Operand<TFloat32> values, Operand<TFloat32> rounded) {
        return tf.math.add(values, tf.stopGradient(tf.math.sub(rounded, values)));
    }
}
