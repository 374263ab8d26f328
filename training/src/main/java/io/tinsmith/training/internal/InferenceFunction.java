package io.tinsmith.training.internal;

import io.tinsmith.graph.Graph;
import io.tinsmith.training.Confusion;
import io.tinsmith.training.ImageSet;
import java.util.function.BiConsumer;
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
    private static final int MOST_IMAGES = 250;
    private static final int MOST_LOGITS = 1 << 22;

    private final io.tinsmith.graph.Shape inputShape;
    private final int outputs;
    private final int pixels;
    private final int batch;
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
        outputs = Math.toIntExact(network.output().shape().elements());
        pixels = NetworkEmitter.pixels(network);
        batch = Math.max(1, Math.min(MOST_IMAGES, MOST_LOGITS / outputs));
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

    /** The greatest logit of each image, or of each pixel, against its label; ties go to the lower class. */
    public Confusion confusion(ImageSet set) {
        if (set.labelsPerImage() != pixels) {
            throw new IllegalArgumentException("The network gives " + pixels + " classes for an image, the images "
                    + set.imageShape() + " have " + set.labelsPerImage()
                    + ".\nMaybe the data set is for another task.");
        }
        byte[] said = new byte[set.labels().length];
        batches(set, (from, part) -> greatest(part, said, from * pixels));
        return Confusion.of(set, said);
    }

    /** Logits {@code [count, classes]}, or {@code [count, H, W, classes]}, row-major. */
    public float[] logits(ImageSet set) {
        float[] out = new float[Math.multiplyExact(set.count(), outputs)];
        batches(set, (from, part) -> System.arraycopy(part, 0, out, from * outputs, part.length));
        return out;
    }

    private void greatest(float[] scores, byte[] said, int at) {
        int classes = outputs / pixels;
        for (int row = 0; row < scores.length / classes; row++) {
            int best = 0;
            for (int c = 1; c < classes; c++) {
                if (scores[row * classes + c] > scores[row * classes + best]) {
                    best = c;
                }
            }
            said[at + row] = (byte) best;
        }
    }

    /** Hands out the logits of all batches, in any order and on several threads, by their first image. */
    private void batches(ImageSet set, BiConsumer<Integer, float[]> taker) {
        if (!set.imageShape().equals(inputShape)) {
            throw new IllegalArgumentException("The images " + set.imageShape() + " do not fit the network's input "
                    + inputShape + ".\nMaybe resize the data set to the network's resolution.");
        }
        int batches = (set.count() + batch - 1) / batch;
        // Each batch writes its own part, so the order of the threads does not show.
        IntStream.range(0, batches).parallel().forEach(b -> {
            int from = b * batch;
            taker.accept(from, batch(set, from, Math.min(batch, set.count() - from)));
        });
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
