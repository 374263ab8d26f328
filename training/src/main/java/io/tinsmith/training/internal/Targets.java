package io.tinsmith.training.internal;

import io.tinsmith.training.ImageSet;
import io.tinsmith.training.SoftTargets;
import io.tinsmith.training.TrainingPlan;
import java.util.Arrays;
import java.util.Optional;

/** What a network should say of each training image, and how much each counts. */
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
        double hard = 1 - teacher.map(SoftTargets::weight).orElse(0.0);
        float spread = (float) (hard * smoothing / classes);
        for (int c = 0; c < classes; c++) {
            out[at + c] = spread;
        }
        out[at + train.label(image)] += (float) (hard * (1 - smoothing));
        teacher.ifPresent(t -> {
            for (int c = 0; c < classes; c++) {
                out[at + c] += (float) t.weight() * t.probabilities()[image * classes + c];
            }
        });
    }

    private void balance() {
        int[] counts = new int[classWeights.length];
        for (int i = 0; i < train.count(); i++) {
            counts[train.label(i)]++;
        }
        int present = (int) Arrays.stream(counts).filter(c -> c > 0).count();
        for (int c = 0; c < counts.length; c++) {
            classWeights[c] = counts[c] == 0 ? 0 : (float) train.count() / present / counts[c];
        }
    }
}
