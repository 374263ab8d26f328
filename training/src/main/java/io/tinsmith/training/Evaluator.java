package io.tinsmith.training;

import io.tinsmith.graph.Graph;
import io.tinsmith.training.internal.InferenceFunction;

/** Float inference by TensorFlow: the fast way to a float network's accuracy, and the reference for our interpreter. */
public final class Evaluator {
    private Evaluator() {}

    /**
     * Share of images, or of pixels that count, 0 to 1, whose greatest output is their label. Ties go to the lower class.
     */
    public static double accuracy(Graph floatGraph, ImageSet images) {
        return confusion(floatGraph, images).accuracy();
    }

    /** The greatest output of each image, or of each pixel, against its label. */
    public static Confusion confusion(Graph floatGraph, ImageSet images) {
        try (InferenceFunction function = new InferenceFunction(floatGraph)) {
            return function.confusion(images);
        }
    }

    /**
     * Logits {@code [count, classes]}, or {@code [count, H, W, classes]}, row-major; where the network ends in a softmax,
     * what goes into it.
     */
    public static float[] logits(Graph floatGraph, ImageSet images) {
        try (InferenceFunction function = new InferenceFunction(floatGraph)) {
            return function.logits(images);
        }
    }
}
