package io.tinsmith.training.internal;

import io.tinsmith.training.Augmentation;
import io.tinsmith.training.ImageSet;
import io.tinsmith.training.SoftTargets;
import io.tinsmith.training.TrainingPlan;
import java.util.Arrays;
import java.util.Optional;

/** Makes batches of a training: augmented and mixed images, targets, weights. */
final class BatchSource {
    private final int classes;
    private final Augmenter augmenter;
    private final Targets targets;

    BatchSource(ImageSet train, TrainingPlan plan, Optional<SoftTargets> teacher) {
        classes = train.classes();
        requireMaps(train, plan.augmentation());
        augmenter = new Augmenter(plan.augmentation(), plan.seed());
        targets = new Targets(train, plan, teacher);
    }

    /**
     * A batch.
     *
     * @param images {@code [count, H, W, C]}
     * @param targets {@code [count, classes]}, each row summing to 1; of images with maps {@code [count * H * W, classes]},
     *     where rows of weight 0 may be zeros
     * @param weights {@code [count]}, or {@code [count * H * W]}, in the loss
     */
    record Batch(float[] images, float[] targets, float[] weights) {}

    /**
     * The images at the places from {@code from} on.
     *
     * @param set the training images, or the same at another size
     * @param order of all images in this epoch
     */
    Batch of(ImageSet set, int[] order, int epoch, int from, int count) {
        int size = set.imageElements();
        int each = set.labelsPerImage();
        boolean maps = set.hasMaps();
        byte[] map = new byte[maps ? each : 0];
        float[] images = new float[count * size];
        float[] wanted = new float[count * each * classes];
        float[] weights = new float[count * each];
        for (int i = 0; i < count; i++) {
            int index = order[from + i];
            augmenter.write(set, index, epoch, from + i, images, i * size);
            if (maps) {
                augmenter.writeMap(set, index, epoch, from + i, map);
                targets.write(map, wanted, i * each * classes, weights, i * each);
            } else {
                targets.write(index, wanted, i * classes);
                weights[i] = targets.weight(index);
            }
        }
        float share = (float) augmenter.share(epoch, from);
        if (share < 1) {
            mix(images, size, share);
            mix(wanted, classes, share);
        }
        return new Batch(images, wanted, weights);
    }

    private static void requireMaps(ImageSet train, Augmentation a) {
        if (train.hasMaps() && (a.mixup() > 0 || a.cutout() > 0 || !a.masks().equals(Augmentation.Masks.NONE))) {
            throw new IllegalArgumentException(
                    "The training images have a class for each pixel, and the augmentation has"
                            + " mixup (" + a.mixup() + "), cutout (" + a.cutout() + ") or " + a.masks()
                            + ", which maps do not follow.\nMaybe set them to 0.");
        }
    }

    /** Each row with the next, the last with the first. */
    private static void mix(float[] rows, int size, float share) {
        float[] first = Arrays.copyOf(rows, size);
        for (int i = 0; i < rows.length; i++) {
            int next = i + size;
            float other = next < rows.length ? rows[next] : first[next - rows.length];
            rows[i] = share * rows[i] + (1 - share) * other;
        }
    }
}
