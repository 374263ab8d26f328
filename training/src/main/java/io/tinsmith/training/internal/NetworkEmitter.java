package io.tinsmith.training.internal;

import io.tinsmith.graph.Activation;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Op;
import io.tinsmith.graph.Padding;
import io.tinsmith.graph.Shape;
import io.tinsmith.graph.Window;
import io.tinsmith.training.internal.ParameterLayout.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.op.nn.Conv2d;
import org.tensorflow.op.nn.DepthwiseConv2dNative;
import org.tensorflow.op.nn.FusedBatchNorm;
import org.tensorflow.types.TFloat32;

/** Writes a network into a TensorFlow graph; with batch statistics when training, else with weights and biases. */
public final class NetworkEmitter {
    /** Added to the variance under the root; batch-norm folding uses the same. */
    public static final float EPSILON = 1e-3f;

    private final Ops tf;
    private final Graph graph;
    private final ParameterLayout layout;
    private final boolean training;
    private final PlainOps plain;
    private final Simulation simulation;
    private final List<Operand<TFloat32>> parameters = new ArrayList<>();
    private final List<Operand<TFloat32>> statistics = new ArrayList<>();
    private final Map<Integer, Operand<TFloat32>> values = new HashMap<>();

    /** What is done to weights before, and to outputs after each op. */
    interface Simulation {
        Operand<TFloat32> weights(Op op, Operand<TFloat32> weights);

        Operand<TFloat32> output(int index, Op op, Operand<TFloat32> output);
    }

    private static final Simulation NONE = new Simulation() {
        @Override
        public Operand<TFloat32> weights(Op op, Operand<TFloat32> weights) {
            return weights;
        }

        @Override
        public Operand<TFloat32> output(int index, Op op, Operand<TFloat32> output) {
            return output;
        }
    };

    NetworkEmitter(Ops tf, Graph graph, ParameterLayout layout, boolean training, Operand<TFloat32> flatParameters) {
        this(tf, graph, layout, training, flatParameters, NONE);
    }

    NetworkEmitter(
            Ops tf,
            Graph graph,
            ParameterLayout layout,
            boolean training,
            Operand<TFloat32> flatParameters,
            Simulation simulation) {
        this.simulation = simulation;
        this.tf = tf;
        this.graph = graph;
        this.layout = layout;
        this.training = training;
        this.plain = new PlainOps(tf, graph);
        for (ParameterLayout.Slot slot : layout.slots()) {
            Operand<TFloat32> part = tf.slice(
                    flatParameters, tf.constant(new int[] {slot.offset()}), tf.constant(new int[] {slot.length()}));
            parameters.add(slot.shape().size() == 1 ? part : tf.reshape(part, tf.constant(longs(slot.shape()))));
        }
    }

    /** One per slot of the layout, in its order. */
    List<Operand<TFloat32>> parameters() {
        return parameters;
    }

    /** Batch mean and batch variance of each batch-normalized op, in the layout's order. */
    List<Operand<TFloat32>> statistics() {
        return statistics;
    }

    /** Writes all ops; gives the logits {@code [batch, classes]}: the output, before a softmax if it ends in one. */
    Operand<TFloat32> emit(Operand<TFloat32> input) {
        values.put(graph.inputs().get(0), input);
        for (int i = 0; i < graph.ops().size(); i++) {
            Op op = graph.ops().get(i);
            values.put(op.output(), simulation.output(i, op, emit(i, op)));
        }
        Operand<TFloat32> out = value(graph.outputs().get(0));
        long features = graph.output().shape().elements();
        return tf.reshape(out, tf.constant(new long[] {-1, features}));
    }

    /** As {@link #emit(Operand)}, but {@code [batch * pixels, classes]}: a row for each pixel of a map of logits. */
    Operand<TFloat32> emitRows(Operand<TFloat32> input) {
        Operand<TFloat32> logits = emit(input);
        int pixels = pixels(graph);
        long classes = graph.output().shape().elements() / pixels;
        return pixels == 1 ? logits : tf.reshape(logits, tf.constant(new long[] {-1, classes}));
    }

    /** Of a map of logits {@code [1, H, W, classes]}; 1 where the logits are of the image. */
    static int pixels(Graph network) {
        Shape out = network.output().shape();
        return out.rank() == 4 ? out.height() * out.width() : 1;
    }

    private Operand<TFloat32> emit(int index, Op op) {
        if (op instanceof Op.Conv2d conv) {
            Operand<TFloat32> y = convolution(conv, weights(index, conv));
            return activation(normalized(index, y), conv.activation());
        }
        if (op instanceof Op.DepthwiseConv2d conv) {
            Operand<TFloat32> y = tf.nn.depthwiseConv2dNative(
                    value(conv.input()),
                    weights(index, conv),
                    strides(conv.window()),
                    padding(conv.window()),
                    DepthwiseConv2dNative.dilations(dilations(conv.window())));
            return activation(normalized(index, y), conv.activation());
        }
        if (op instanceof Op.FullyConnected dense) {
            long features = graph.tensor(dense.weights()).shape().dim(1);
            Operand<TFloat32> flat = tf.reshape(value(dense.input()), tf.constant(new long[] {-1, features}));
            Operand<TFloat32> y = tf.math.add(
                    tf.linalg.matMul(flat, weights(index, dense), MatMul.transposeB(true)),
                    parameter(index, Kind.BIAS));
            return activation(y, dense.activation());
        }
        if (op instanceof Op.Add add) {
            return activation(tf.math.add(value(add.left()), value(add.right())), add.activation());
        }
        if (op instanceof Op.Mul mul) {
            return activation(tf.math.mul(value(mul.left()), value(mul.right())), mul.activation());
        }
        if (op instanceof Op.AveragePool2d pool) {
            return activation(averagePool(pool), pool.activation());
        }
        if (op instanceof Op.MaxPool2d pool) {
            requireUndilated(pool.window());
            Operand<TFloat32> y = tf.nn.maxPool(
                    value(pool.input()),
                    tf.constant(new int[] {1, pool.kernelH(), pool.kernelW(), 1}),
                    tf.constant(
                            new int[] {1, pool.window().strideH(), pool.window().strideW(), 1}),
                    padding(pool.window()));
            return activation(y, pool.activation());
        }
        if (op instanceof Op.Softmax) {
            // It can only be last: the loss and the arg-max take what goes in.
            if (op.output() != graph.outputs().get(0)) {
                throw new IllegalArgumentException("The softmax (op " + index + ") is inside the network and cannot be"
                        + " trained.\nMaybe use a logistic function.");
            }
            return value(op.inputs().get(0));
        }
        if (op instanceof Op.Unary unary) {
            return plain.unary(unary, value(unary.input()));
        }
        return plain.move(op, op.inputs().stream().map(this::value).toList());
    }

    /** TensorFlow's convolutions in groups have no gradient on a CPU: one for each group. */
    private Operand<TFloat32> convolution(Op.Conv2d conv, Operand<TFloat32> weights) {
        int channels = graph.tensor(conv.input()).shape().channels();
        int groupChannels = graph.tensor(conv.weights()).shape().channels();
        int groups = channels / groupChannels;
        if (groups == 1) {
            return convolution(value(conv.input()), weights, conv.window());
        }
        int groupOut = graph.tensor(conv.output()).shape().channels() / groups;
        List<Operand<TFloat32>> parts = new ArrayList<>();
        for (int g = 0; g < groups; g++) {
            parts.add(convolution(
                    plain.channels(value(conv.input()), g * groupChannels, groupChannels),
                    plain.channels(weights, g * groupOut, groupOut),
                    conv.window()));
        }
        return tf.concat(parts, tf.constant(3));
    }

    private Operand<TFloat32> convolution(Operand<TFloat32> input, Operand<TFloat32> weights, Window window) {
        return tf.nn.conv2d(input, weights, strides(window), padding(window), Conv2d.dilations(dilations(window)));
    }

    private Operand<TFloat32> averagePool(Op.AveragePool2d pool) {
        requireUndilated(pool.window());
        Shape in = graph.tensor(pool.input()).shape();
        Shape out = graph.tensor(pool.output()).shape();
        boolean global = pool.kernelH() == in.height()
                && pool.kernelW() == in.width()
                && out.height() == 1
                && out.width() == 1
                && pool.window().padding() == Padding.VALID;
        if (global) {
            return tf.math.mean(
                    value(pool.input()), tf.constant(new int[] {1, 2}), org.tensorflow.op.math.Mean.keepDims(true));
        }
        return tf.nn.avgPool(
                value(pool.input()),
                List.of(1L, (long) pool.kernelH(), (long) pool.kernelW(), 1L),
                strides(pool.window()),
                padding(pool.window()));
    }

    private Operand<TFloat32> normalized(int index, Operand<TFloat32> y) {
        if (!training) {
            return tf.math.add(y, parameter(index, Kind.BIAS));
        }
        Operand<TFloat32> none = tf.constant(new float[0]);
        FusedBatchNorm<TFloat32, TFloat32> norm = tf.nn.fusedBatchNorm(
                y,
                parameter(index, Kind.GAMMA),
                parameter(index, Kind.BETA),
                none,
                none,
                FusedBatchNorm.isTraining(true),
                FusedBatchNorm.epsilon(EPSILON));
        statistics.add(norm.batchMean());
        statistics.add(norm.batchVariance());
        return norm.y();
    }

    private Operand<TFloat32> activation(Operand<TFloat32> y, Activation activation) {
        return switch (activation) {
            case NONE -> y;
            case RELU -> tf.nn.relu(y);
            case RELU6 -> tf.nn.relu6(y);
        };
    }

    private Operand<TFloat32> weights(int index, Op op) {
        return simulation.weights(op, parameter(index, Kind.WEIGHTS));
    }

    private Operand<TFloat32> parameter(int op, Kind kind) {
        return parameters.get(layout.slots().indexOf(layout.slot(op, kind)));
    }

    private Operand<TFloat32> value(int tensor) {
        Operand<TFloat32> value = values.get(tensor);
        if (value == null) {
            throw new IllegalStateException(
                    "The tensor (" + graph.tensor(tensor).name() + ") was not computed.");
        }
        return value;
    }

    private static void requireUndilated(Window w) {
        if (w.dilationH() != 1 || w.dilationW() != 1) {
            throw new IllegalArgumentException("A pooling window (" + w + ") is dilated and cannot be trained.");
        }
    }

    private static List<Long> strides(Window w) {
        return List.of(1L, (long) w.strideH(), (long) w.strideW(), 1L);
    }

    private static List<Long> dilations(Window w) {
        return List.of(1L, (long) w.dilationH(), (long) w.dilationW(), 1L);
    }

    private static String padding(Window w) {
        return w.padding() == Padding.SAME ? "SAME" : "VALID";
    }

    private static long[] longs(List<Long> values) {
        return values.stream().mapToLong(Long::longValue).toArray();
    }
}
