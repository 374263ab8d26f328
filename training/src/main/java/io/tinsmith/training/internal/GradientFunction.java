package io.tinsmith.training.internal;

import io.tinsmith.graph.Graph;
import java.util.Arrays;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/**
 * The network as a pure function (parameters, images, targets) to (loss, gradients, batch statistics). It keeps no
 * variables: all state is in Java, so that a checkpoint is complete and two threads may call it at once.
 */
public final class GradientFunction implements AutoCloseable {
    private final Graph network;
    private final ParameterLayout layout;
    private final int batch;
    private final int rows;
    private final org.tensorflow.Graph graph = new org.tensorflow.Graph();
    private final Session session;
    private final Operand<TFloat32> parameters;
    private final Operand<TFloat32> images;
    private final Operand<TFloat32> targets;
    private final Operand<TFloat32> weights;
    private final Operand<TFloat32> loss;
    private final Operand<TFloat32> logits;
    private final Operand<TFloat32> gradients;
    private final Operand<TFloat32> statistics;

    /**
     * Builds the graph and its session, for images of the network's size.
     *
     * @param batch images per call
     */
    public GradientFunction(Graph network, ParameterLayout layout, int batch) {
        this(network, layout, batch, false);
    }

    /**
     * Builds the graph and its session.
     *
     * @param batch images per call
     * @param anySize whether images may have another height and width than the network says, as {@link AnySize} tells
     */
    public GradientFunction(Graph network, ParameterLayout layout, int batch, boolean anySize) {
        this.network = network;
        this.layout = layout;
        this.batch = batch;
        Ops tf = Ops.create(graph);
        io.tinsmith.graph.Shape in = network.input().shape();
        int pixels = NetworkEmitter.pixels(network);
        rows = batch * pixels;
        long classes = network.output().shape().elements() / pixels;
        parameters = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(layout.parameters())));
        images = tf.placeholder(
                TFloat32.class,
                Placeholder.shape(
                        anySize
                                ? Shape.of(batch, -1, -1, in.channels())
                                : Shape.of(batch, in.height(), in.width(), in.channels())));
        targets = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(rows, classes)));
        weights = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(rows)));
        NetworkEmitter emitter = new NetworkEmitter(tf, network, layout, true, parameters);
        logits = emitter.emitRows(images);
        loss = tf.math.mean(
                tf.math.mul(tf.nn.softmaxCrossEntropyWithLogits(logits, targets).loss(), weights),
                tf.constant(new int[] {0}));
        gradients = Sessions.gradients(graph, tf, loss, emitter.parameters());
        statistics = emitter.statistics().isEmpty()
                ? tf.constant(new float[0])
                : tf.concat(emitter.statistics(), tf.constant(0));
        session = Sessions.singleThreaded(graph);
    }

    /** What one call gives. Statistics are in the layout's order, variances unbiased. */
    public record Gradient(float loss, float[] gradients, float[] statistics, float[] logits) {}

    /**
     * One forward and backward pass, each image of weight 1 and of the network's size.
     *
     * @param imageValues {@code [batch, H, W, C]}
     * @param targetValues {@code [batch, classes]}, each row summing to 1; for a map of logits {@code [batch * H * W,
     *     classes]}
     */
    public Gradient run(float[] parameterValues, float[] imageValues, float[] targetValues) {
        float[] ones = new float[rows];
        Arrays.fill(ones, 1f);
        return run(parameterValues, network.input().shape(), imageValues, targetValues, ones);
    }

    /**
     * One forward and backward pass.
     *
     * @param image {@code [1, H, W, C]}
     * @param imageValues {@code [batch, H, W, C]}
     * @param targetValues {@code [batch, classes]}, each row summing to 1; for a map of logits {@code [batch * H * W,
     *     classes]}
     * @param weightValues {@code [batch]}, of each image in the mean loss; {@code [batch * H * W]}
     */
    public Gradient run(
            float[] parameterValues,
            io.tinsmith.graph.Shape image,
            float[] imageValues,
            float[] targetValues,
            float[] weightValues) {
        try (TFloat32 p = Sessions.tensor(parameterValues, layout.parameters());
                TFloat32 x = Sessions.tensor(imageValues, batch, image.height(), image.width(), image.channels());
                TFloat32 y = Sessions.tensor(targetValues, rows, targetValues.length / rows);
                TFloat32 w = Sessions.tensor(weightValues, rows);
                Result result = session.runner()
                        .feed(parameters, p)
                        .feed(images, x)
                        .feed(targets, y)
                        .feed(weights, w)
                        .fetch(loss)
                        .fetch(gradients)
                        .fetch(statistics)
                        .fetch(logits)
                        .run()) {
            return new Gradient(
                    Sessions.values(result.get(0))[0],
                    Sessions.values(result.get(1)),
                    Sessions.values(result.get(2)),
                    Sessions.values(result.get(3)));
        }
    }

    @Override
    public void close() {
        session.close();
        graph.close();
    }
}
