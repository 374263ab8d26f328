package io.tinsmith.training.internal;

import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Shape;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/**
 * A part of a network as a pure function of its parameters and its input, and the way back: from a gradient by the output
 * to those by input and parameters. Batch norm has the statistics of the batch. Several threads may call it at once.
 *
 * <p>The way back computes the part anew, so that nothing of it needs to be kept in between.
 */
public final class PathFunction implements AutoCloseable {
    private final Shape input;
    private final int parameterCount;
    private final org.tensorflow.Graph graph = new org.tensorflow.Graph();
    private final Session session;
    private final Operand<TFloat32> parameters;
    private final Operand<TFloat32> x;
    private final Operand<TFloat32> outer;
    private final Operand<TFloat32> y;
    private final Operand<TFloat32> product;
    private final Operand<TFloat32> byInput;
    private final Operand<TFloat32> byParameters;
    private final int outputElements;

    /** Builds the graph and its session. */
    @SuppressWarnings("unchecked") // Gradients of float tensors are float tensors.
    public PathFunction(Graph part) {
        input = part.input().shape();
        ParameterLayout layout = ParameterLayout.forTraining(part);
        parameterCount = layout.parameters();
        outputElements = Math.toIntExact(part.output().shape().elements());
        Ops tf = Ops.create(graph);
        parameters = placeholder(tf, parameterCount);
        x = placeholder(tf, -1, input.height(), input.width(), input.channels());
        outer = placeholder(tf, -1, outputElements);
        NetworkEmitter emitter = new NetworkEmitter(tf, part, layout, true, parameters);
        y = emitter.emit(x);
        product = tf.sum(tf.math.mul(y, outer), tf.constant(new int[] {0, 1}));
        List<Output<?>> with = new ArrayList<>();
        with.add(x.asOutput());
        emitter.parameters().forEach(p -> with.add(p.asOutput()));
        Output<?>[] gradients = graph.addGradients(product.asOutput(), with.toArray(Output<?>[]::new));
        byInput = (Operand<TFloat32>) (Operand<?>) gradients[0];
        List<Operand<TFloat32>> flat = new ArrayList<>();
        for (int i = 1; i < gradients.length; i++) {
            flat.add(tf.reshape((Operand<TFloat32>) (Operand<?>) gradients[i], tf.constant(new int[] {-1})));
        }
        byParameters = flat.isEmpty() ? tf.constant(new float[0]) : tf.concat(flat, tf.constant(0));
        session = Sessions.singleThreaded(graph);
    }

    /**
     * What comes back.
     *
     * @param product of the gradient by the output with the output, summed: the gradient by a factor of the output
     * @param byInput {@code [count, H, W, C]}; empty if it was not wanted
     * @param byParameters in the order of the part's layout; empty if it was not wanted
     */
    public record Backward(double product, float[] byInput, float[] byParameters) {}

    /**
     * The output.
     *
     * @param parameterValues in the order of {@link ParameterLayout#forTraining}
     * @param values {@code [count, H, W, C]}
     */
    public float[] forward(float[] parameterValues, float[] values, int count) {
        try (TFloat32 p = Sessions.tensor(parameterValues, parameterCount);
                TFloat32 in = tensor(values, count);
                Result result = session.runner()
                        .feed(parameters, p)
                        .feed(x, in)
                        .fetch(y)
                        .run()) {
            return Sessions.values(result.get(0));
        }
    }

    /**
     * The way back.
     *
     * @param byOutput gradient by the output, of as many values
     */
    public Backward backward(
            float[] parameterValues,
            float[] values,
            int count,
            float[] byOutput,
            boolean wantInput,
            boolean wantParameters) {
        try (TFloat32 p = Sessions.tensor(parameterValues, parameterCount);
                TFloat32 in = tensor(values, count);
                TFloat32 dy = Sessions.tensor(byOutput, count, outputElements)) {
            Session.Runner runner = session.runner()
                    .feed(parameters, p)
                    .feed(x, in)
                    .feed(outer, dy)
                    .fetch(product);
            if (wantInput) {
                runner.fetch(byInput);
            }
            if (wantParameters) {
                runner.fetch(byParameters);
            }
            try (Result result = runner.run()) {
                float[] none = new float[0];
                return new Backward(
                        Sessions.values(result.get(0))[0],
                        wantInput ? Sessions.values(result.get(1)) : none,
                        wantParameters ? Sessions.values(result.get(wantInput ? 2 : 1)) : none);
            }
        }
    }

    private TFloat32 tensor(float[] values, int count) {
        return Sessions.tensor(values, count, input.height(), input.width(), input.channels());
    }

    private static Operand<TFloat32> placeholder(Ops tf, long... shape) {
        return tf.placeholder(TFloat32.class, Placeholder.shape(org.tensorflow.ndarray.Shape.of(shape)));
    }

    @Override
    public void close() {
        session.close();
        graph.close();
    }
}
