package io.tinsmith.cli.design;

import io.tinsmith.cli.console.Progress;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Interpreter;
import io.tinsmith.graph.Interpreters;
import io.tinsmith.graph.TensorData;
import io.tinsmith.training.ImageSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** An int8 network as a classifier, run by the Java interpreter: the oracle. */
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

    /** How many images are classified right; on all cores. */
    long correct(ImageSet images, Progress progress) {
        AtomicInteger done = new AtomicInteger();
        return IntStream.range(0, images.count())
                .parallel()
                .filter(i -> {
                    boolean right = argmax(output(images.int8Input(i))) == images.label(i);
                    int now = done.incrementAndGet();
                    if (now % REPORT_EVERY == 0) {
                        progress.to(now);
                    }
                    return right;
                })
                .count();
    }

    /** Index of the greatest value; the lower one of equals. */
    public static int argmax(byte[] values) {
        int best = 0;
        for (int i = 1; i < values.length; i++) {
            best = values[i] > values[best] ? i : best;
        }
        return best;
    }
}
