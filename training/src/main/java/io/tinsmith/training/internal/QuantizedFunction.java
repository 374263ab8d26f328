package io.tinsmith.training.internal;

import io.tinsmith.graph.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/**
 * A network with folded batch norm as if it were int8: a pure function (parameters, grids, images, targets) to (loss,
 * gradients, extremes). See {@link FakeQuantization}.
 */
public final class QuantizedFunction implements AutoCloseable {
    private final io.tinsmith.graph.Shape image;
    private final int ops;
    private final int batch;
    private final int rows;
    private final org.tensorflow.Graph graph = new org.tensorflow.Graph();
    private final Session session;
    private final Operand<TFloat32> parameters;
    private final Operand<TFloat32> grids;
    private final Operand<TFloat32> images;
    private final Operand<TFloat32> targets;
    private final Operand<TFloat32> weights;
    private final Operand<TFloat32> loss;
    private final Operand<TFloat32> logits;
    private final Operand<TFloat32> gradients;
    private final Operand<TFloat32> extremes;

    /**
     * Builds the graph and its session.
     *
     * @param layout {@link ParameterLayout#forInference}
     * @param batch images per call
     */
    public QuantizedFunction(Graph network, ParameterLayout layout, int batch) {
        this.image = network.input().shape();
        this.ops = network.ops().size();
        this.batch = batch;
        int pixels = NetworkEmitter.pixels(network);
        this.rows = batch * pixels;
        Ops tf = Ops.create(graph);
        parameters = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(layout.parameters())));
        grids = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(ops, 3)));
        images = tf.placeholder(
                TFloat32.class, Placeholder.shape(Shape.of(batch, image.height(), image.width(), image.channels())));
        targets = tf.placeholder(
                TFloat32.class,
                Placeholder.shape(Shape.of(rows, network.output().shape().elements() / pixels)));
        weights = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(rows)));
        FakeQuantization quantization = new FakeQuantization(tf, grids);
        NetworkEmitter emitter = new NetworkEmitter(tf, network, layout, false, parameters, quantization);
        logits = emitter.emitRows(images);
        loss = tf.math.mean(
                tf.math.mul(tf.nn.softmaxCrossEntropyWithLogits(logits, targets).loss(), weights),
                tf.constant(new int[] {0}));
        gradients = Sessions.gradients(graph, tf, loss, emitter.parameters());
        extremes = quantization.extremes();
        session = Sessions.singleThreaded(graph);
    }

    /**
     * What one call gives.
     *
     * @param gradients in the layout's order
     * @param extremes of each op's output the least and the greatest value, before it was rounded
     */
    public record Gradient(float loss, float[] gradients, float[] extremes, float[] logits) {}

    /**
     * One forward and backward pass.
     *
     * @param gridValues {@code [ops, 3]}: of each op's output the least value, the greatest and the step
     * @param imageValues {@code [batch, H, W, C]}
     * @param targetValues {@code [batch, classes]}, each row summing to 1; for a map of logits {@code [batch * H * W,
     *     classes]}
     * @param weightValues {@code [batch]}, of each image in the mean loss; {@code [batch * H * W]}
     */
    public Gradient run(
            float[] parameterValues,
            float[] gridValues,
            float[] imageValues,
            float[] targetValues,
            float[] weightValues) {
        try (TFloat32 p = Sessions.tensor(parameterValues, parameterValues.length);
                TFloat32 g = Sessions.tensor(gridValues, ops, 3);
                TFloat32 x = Sessions.tensor(imageValues, batch, image.height(), image.width(), image.channels());
                TFloat32 y = Sessions.tensor(targetValues, rows, targetValues.length / rows);
                TFloat32 w = Sessions.tensor(weightValues, rows);
                Result result = session.runner()
                        .feed(parameters, p)
                        .feed(grids, g)
                        .feed(images, x)
                        .feed(targets, y)
                        .feed(weights, w)
                        .fetch(loss)
                        .fetch(gradients)
                        .fetch(extremes)
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
