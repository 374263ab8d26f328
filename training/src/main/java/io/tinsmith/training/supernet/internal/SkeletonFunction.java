package io.tinsmith.training.supernet.internal;

import io.tinsmith.training.internal.Sessions;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * All networks of one skeleton as pure functions of parameters and images; two threads may call it at once. It keeps no
 * variables.
 */
final class SkeletonFunction implements AutoCloseable {
    private final int channels;
    private final int classes;
    private final org.tensorflow.Graph graph = new org.tensorflow.Graph();
    private final Session session;
    private final Operand<TFloat32> parameters;
    private final Operand<TInt32> numbers;
    private final Operand<TFloat32> images;
    private final Operand<TFloat32> targets;
    private final Operand<TFloat32> loss;
    private final Operand<TFloat32> gradients;
    private final Operand<TFloat32> statistics;
    private final Operand<TFloat32> logits;
    private final Operand<TFloat32> inferred;

    SkeletonFunction(Skeleton skeleton, int channels, int classes) {
        this.channels = channels;
        this.classes = classes;
        Ops tf = Ops.create(graph);
        parameters = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1)));
        numbers = tf.placeholder(TInt32.class, Placeholder.shape(Shape.of(-1)));
        images = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, -1, -1, channels)));
        targets = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, classes)));
        SkeletonEmitter emitter = new SkeletonEmitter(tf, skeleton, true, parameters, numbers);
        logits = emitter.emit(images);
        loss = tf.math.mean(tf.nn.softmaxCrossEntropyWithLogits(logits, targets).loss(), tf.constant(new int[] {0}));
        gradients = Sessions.gradients(graph, tf, loss, emitter.parameters());
        statistics = tf.concat(emitter.statistics(), tf.constant(0));
        inferred = new SkeletonEmitter(tf, skeleton, false, parameters, numbers).emit(images);
        session = Sessions.singleThreaded(graph);
    }

    /** A batch of square images, {@code [count, side, side, channels]}. */
    record Batch(float[] values, int count, int side) {}

    /** What one step gives. */
    record Step(float loss, float[] gradients, float[] logits) {}

    /**
     * One forward and backward pass.
     *
     * @param targetValues {@code [count, classes]}, each row summing to 1
     */
    Step step(SubnetView view, float[] parameterValues, Batch batch, float[] targetValues) {
        try (TFloat32 y = Sessions.tensor(targetValues, batch.count, classes);
                Feed feed = new Feed(view, parameterValues, batch);
                Result result = feed.runner()
                        .feed(targets, y)
                        .fetch(loss)
                        .fetch(gradients)
                        .fetch(logits)
                        .run()) {
            return new Step(
                    Sessions.values(result.get(0))[0], Sessions.values(result.get(1)), Sessions.values(result.get(2)));
        }
    }

    /** Means and variances of a batch; NaN for blocks that are left out. */
    float[] statistics(SubnetView view, float[] parameterValues, Batch batch) {
        return fetch(statistics, view, parameterValues, batch);
    }

    /**
     * Logits {@code [count, classes]}.
     *
     * @param normalizing parameters from {@link SubnetView#normalizing}
     */
    float[] logits(SubnetView view, float[] normalizing, Batch batch) {
        return fetch(inferred, view, normalizing, batch);
    }

    private float[] fetch(Operand<TFloat32> what, SubnetView view, float[] parameterValues, Batch batch) {
        try (Feed feed = new Feed(view, parameterValues, batch);
                Result result = feed.runner().fetch(what).run()) {
            return Sessions.values(result.get(0));
        }
    }

    /** The tensors that each call feeds. */
    private final class Feed implements AutoCloseable {
        private final TFloat32 p;
        private final TInt32 n;
        private final TFloat32 x;

        Feed(SubnetView view, float[] parameterValues, Batch batch) {
            p = Sessions.tensor(parameterValues, parameterValues.length);
            n = TInt32.vectorOf(view.numbers(batch.count));
            x = Sessions.tensor(batch.values, batch.count, batch.side, batch.side, channels);
        }

        Session.Runner runner() {
            return session.runner().feed(parameters, p).feed(numbers, n).feed(images, x);
        }

        @Override
        public void close() {
            p.close();
            n.close();
            x.close();
        }
    }

    @Override
    public void close() {
        session.close();
        graph.close();
    }
}
