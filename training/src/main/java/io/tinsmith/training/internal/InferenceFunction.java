package io.tinsmith.training.internal;

import io.tinsmith.graph.Graph;
import io.tinsmith.training.ImageSet;
import java.util.stream.IntStream;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/** The forward pass of a network with folded parameters. */
public final class InferenceFunction implements AutoCloseable {
    private static final int BATCH = 250;

    private final io.tinsmith.graph.Shape inputShape;
    private final int classes;
    private final ParameterLayout layout;
    private final org.tensorflow.Graph graph = new org.tensorflow.Graph();
    private final Session session;
    private final Operand<TFloat32> parameters;
    private final Operand<TFloat32> images;
    private final Operand<TFloat32> logits;
    private float[] parameterValues;

    /** Of a float graph; without data until {@link #setParameters}. */
    public InferenceFunction(Graph network) {
        inputShape = network.input().shape();
        classes = Math.toIntExact(network.output().shape().elements());
        layout = ParameterLayout.forInference(network);
        Ops tf = Ops.create(graph);
        parameters = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(layout.parameters())));
        images = tf.placeholder(
                TFloat32.class,
                Placeholder.shape(Shape.of(-1, inputShape.height(), inputShape.width(), inputShape.channels())));
        logits = new NetworkEmitter(tf, network, layout, false, parameters).emit(images);
        session = Sessions.singleThreaded(graph);
        parameterValues = new float[0];
        boolean trained = layout.slots().stream()
                .allMatch(s -> network.tensor(network.ops().get(s.op()).inputs().get(1))
                        .data()
                        .isPresent());
        if (trained) {
            setParameters(network);
        }
    }

    /** Takes the parameters of a graph of the same structure. */
    public void setParameters(Graph trained) {
        parameterValues = BatchNormFolding.flatten(trained, layout);
    }

    /** Share of images, 0 to 1, whose greatest logit is their label; ties go to the lower class. */
    public double accuracy(ImageSet set) {
        float[] scores = logits(set);
        int right = 0;
        for (int i = 0; i < set.count(); i++) {
            int best = 0;
            for (int c = 1; c < classes; c++) {
                if (scores[i * classes + c] > scores[i * classes + best]) {
                    best = c;
                }
            }
            if (best == set.label(i)) {
                right++;
            }
        }
        return (double) right / set.count();
    }

    /** Logits {@code [count, classes]}, row-major. */
    public float[] logits(ImageSet set) {
        if (!set.imageShape().equals(inputShape)) {
            throw new IllegalArgumentException("The images " + set.imageShape() + " do not fit the network's input "
                    + inputShape + ".\nMaybe resize the data set to the network's resolution.");
        }
        float[] out = new float[set.count() * classes];
        int batches = (set.count() + BATCH - 1) / BATCH;
        // Each batch writes its own part, so the order of the threads does not show.
        IntStream.range(0, batches).parallel().forEach(b -> {
            int from = b * BATCH;
            float[] part = batch(set, from, Math.min(BATCH, set.count() - from));
            System.arraycopy(part, 0, out, from * classes, part.length);
        });
        return out;
    }

    private float[] batch(ImageSet set, int from, int count) {
        int size = set.imageElements();
        float[] values = new float[count * size];
        for (int i = 0; i < values.length; i++) {
            values[i] = (set.pixels()[from * size + i] & 0xFF) * ImageSet.INPUT_SCALE;
        }
        try (TFloat32 p = Sessions.tensor(parameterValues, parameterValues.length);
                TFloat32 x =
                        Sessions.tensor(values, count, inputShape.height(), inputShape.width(), inputShape.channels());
                Result result = session.runner()
                        .feed(parameters, p)
                        .feed(images, x)
                        .fetch(logits)
                        .run()) {
            return Sessions.values(result.get(0));
        }
    }

    @Override
    public void close() {
        session.close();
        graph.close();
    }
}
