package io.tinsmith.training.internal;

import io.tinsmith.training.ImageSet;
import io.tinsmith.training.SoftTargets;
import io.tinsmith.training.TrainingPlan;
import java.util.Arrays;
import java.util.Optional;

/** What a network should say of each training image, or of each pixel, and how much each counts. */
final class Targets {
    private final ImageSet train;
    private final Optional<SoftTargets> teacher;
    private final double smoothing;
    private final float[] classWeights;

    Targets(ImageSet train, TrainingPlan plan, Optional<SoftTargets> teacher) {
        this.train = train;
        this.teacher = teacher;
        smoothing = plan.labelSmoothing();
        classWeights = new float[train.classes()];
        Arrays.fill(classWeights, 1f);
        if (plan.refinements().balanced()) {
            balance();
        }
        if (teacher.isPresent() && train.hasMaps()) {
            throw new IllegalArgumentException("A teacher says what images are of, and the training images "
                    + train.imageShape() + " have a class for each pixel.\nMaybe train without soft targets.");
        }
        if (teacher.isPresent() && teacher.get().probabilities().length != train.count() * train.classes()) {
            throw new IllegalArgumentException("There are " + teacher.get().probabilities().length
                    + " soft targets for " + train.count() + " training images of " + train.classes()
                    + " classes.\nMaybe the teacher has seen another set.");
        }
    }

    /** The weight of an image in the loss: 1 on average. */
    float weight(int image) {
        return classWeights[train.label(image)];
    }

    /** Writes one row, which sums to 1. */
    void write(int image, float[] out, int at) {
        int classes = train.classes();
        write(train.label(image), 1 - teacher.map(SoftTargets::weight).orElse(0.0), out, at);
        teacher.ifPresent(t -> {
            for (int c = 0; c < classes; c++) {
                out[at + c] += (float) t.weight() * t.probabilities()[image * classes + c];
            }
        });
    }

    /**
     * Writes a row and a weight for each pixel of a map. Pixels that do not count have row and weight 0; the others weigh so
     * much more that the mean is over them alone.
     *
     * @param map {@code [H, W]}
     * @param out {@code [H * W, classes]} from {@code at} on
     * @param weights {@code [H * W]} from {@code weightsAt} on
     */
    void write(byte[] map, float[] out, int at, float[] weights, int weightsAt) {
        int counted = 0;
        for (byte label : map) {
            counted += (label & 0xFF) == ImageSet.UNCOUNTED ? 0 : 1;
        }
        float share = (float) map.length / Math.max(1, counted);
        for (int i = 0; i < map.length; i++) {
            int label = map[i] & 0xFF;
            if (label != ImageSet.UNCOUNTED) {
                write(label, 1, out, at + i * classWeights.length);
                weights[weightsAt + i] = share * classWeights[label];
            }
        }
    }

    /** Writes a smoothed label; the row sums to {@code hard}. */
    private void write(int label, double hard, float[] out, int at) {
        float spread = (float) (hard * smoothing / classWeights.length);
        Arrays.fill(out, at, at + classWeights.length, spread);
        out[at + label] += (float) (hard * (1 - smoothing));
    }

    private void balance() {
        int[] counts = new int[classWeights.length];
        int all = 0;
        for (byte label : train.labels()) {
            if (!train.hasMaps() || (label & 0xFF) != ImageSet.UNCOUNTED) {
                counts[label & 0xFF]++;
                all++;
            }
        }
        int present = (int) Arrays.stream(counts).filter(c -> c > 0).count();
        for (int c = 0; c < counts.length; c++) {
            classWeights[c] = counts[c] == 0 ? 0 : (float) all / present / counts[c];
        }
    }
}
