package io.tinsmith.cli.design;

import io.tinsmith.cli.console.Progress;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Interpreter;
import io.tinsmith.graph.Interpreters;
import io.tinsmith.graph.TensorData;
import io.tinsmith.training.Confusion;
import io.tinsmith.training.ImageSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** An int8 network as a classifier of images or of pixels, run by the Java interpreter: the oracle. */
public final class Classifier {
    private static final int REPORT_EVERY = 100;

    private final Interpreter interpreter;

    public Classifier(Graph graph) {
        interpreter = Interpreters.int8(graph);
    }

    /** The bytes of all outputs, given those of all inputs. */
    public byte[] output(byte[] input) {
        return ((TensorData.Int8) interpreter.run(new TensorData.Int8(input))).values();
    }

    /** What it says of each image, or of each pixel, against the labels; on all cores. */
    Confusion confusion(ImageSet images, Progress progress) {
        AtomicInteger done = new AtomicInteger();
        byte[] said = new byte[images.labels().length];
        int each = images.labelsPerImage();
        // Each image writes its own part, so the order of the threads does not show.
        IntStream.range(0, images.count()).parallel().forEach(i -> {
            greatest(output(images.int8Input(i)), images.classes(), said, i * each);
            int now = done.incrementAndGet();
            if (now % REPORT_EVERY == 0) {
                progress.to(now);
            }
        });
        return Confusion.of(images, said);
    }

    /**
     * The class with the greatest value, the lower one of equals, of an image or of each pixel.
     *
     * @param values {@code [1, classes]} or {@code [1, H, W, classes]}
     * @param said from {@code at} on, unsigned
     */
    static void greatest(byte[] values, int classes, byte[] said, int at) {
        for (int row = 0; row < values.length / classes; row++) {
            int best = 0;
            for (int c = 1; c < classes; c++) {
                best = values[row * classes + c] > values[row * classes + best] ? c : best;
            }
            said[at + row] = (byte) best;
        }
    }
}
