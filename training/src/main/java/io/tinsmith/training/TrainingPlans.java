package io.tinsmith.training;

import io.tinsmith.graph.Shape;
import io.tinsmith.training.Augmentation.Colour;
import io.tinsmith.training.Augmentation.Fill;
import io.tinsmith.training.Augmentation.Masks;
import io.tinsmith.training.Augmentation.Shift;
import io.tinsmith.training.TrainingPlan.Refinements;

/** Sensible plans by kind of data, number of images and number of epochs. */
public final class TrainingPlans {
    private static final int LONG = 20;
    private static final double HARD_IMAGES = 4e6;
    private static final double HARD_SECONDS = 4200;
    private static final long LEAST_IMAGES = 480_000;
    private static final double UNBALANCED = 1.5;

    private TrainingPlans() {}

    /**
     * The plan for small networks. A short training does not fit the images fully, so it changes them little; a long one
     * shifts them, decays weights more and smooths labels more. Small sets take small batches, for more steps.
     *
     * @param train the images to train on
     */
    public static TrainingPlan standard(Dataset.Kind kind, ImageSet train, int epochs, long seed) {
        boolean isLong = epochs >= LONG;
        int batch = batch(train.count());
        return new TrainingPlan(
                epochs,
                batch,
                0.2 * batch / 128,
                200,
                isLong ? 2.5e-4 : 1e-4,
                isLong ? 0.1 : 0.05,
                augmentation(kind, train.imageShape(), epochs),
                new Refinements(0, isUnbalanced(train), 0),
                seed);
    }

    /**
     * Changes that keep an image in its class.
     *
     * @param image {@code [1, H, W, C]}
     */
    public static Augmentation augmentation(Dataset.Kind kind, Shape image, int epochs) {
        int side = Math.min(image.height(), image.width());
        boolean colour = image.channels() == 3;
        Fill fill = colour ? Fill.MIRROR : Fill.ZERO;
        return switch (kind) {
            case PHOTOS -> {
                int shift = epochs < LONG ? 0 : Math.max(1, side / (epochs < 2 * LONG ? 16 : 8));
                yield new Augmentation(true, new Shift(shift, shift, fill), 0, Colour.NONE, Masks.NONE, 0);
            }
            case SYMBOLS -> {
                int shift = Math.max(1, side / 14);
                yield new Augmentation(false, new Shift(shift, shift, fill), 0, Colour.NONE, Masks.NONE, 0);
            }
            // Earlier or later, a little higher or lower, louder or softer, with gaps.
            case SPECTROGRAMS ->
                new Augmentation(
                        false,
                        new Shift(Math.max(1, image.height() / 8), Math.max(1, image.width() / 32), Fill.ZERO),
                        0,
                        new Colour(0.1, 0.1, 0),
                        new Masks(image.height() / 8, image.width() / 8),
                        0);
            // Earlier or later, with gaps; coefficients stay where they are.
            case CEPSTRA ->
                new Augmentation(
                        false,
                        new Shift(Math.max(1, image.height() / 8), 0, Fill.MIRROR),
                        0,
                        Colour.NONE,
                        new Masks(image.height() / 8, 0),
                        0);
            case TENSORS -> Augmentation.none();
        };
    }

    /**
     * Fewer epochs than this are not worth while: what a network that is too large to be trained longer gains, it loses
     * again. For colour photos it grows with the root of the time, and so does the network, as is best for other kinds
     * (Hoffmann et al., arXiv:2203.15556): 4 million images in 70 minutes. On CIFAR-10 a network of 96 M MACs was not better
     * in 35 epochs than one of 39 M MACs and as many parameters.
     *
     * @param images to train on
     * @param seconds that there are for the training
     */
    public static int leastEpochs(Dataset.Kind kind, Shape image, int images, double seconds) {
        boolean hard = kind == Dataset.Kind.PHOTOS && image.channels() == 3;
        long most = (long) (HARD_IMAGES * Math.min(1, Math.sqrt(seconds / HARD_SECONDS)));
        long seen = hard ? Math.max(LEAST_IMAGES, most) : LEAST_IMAGES;
        return (int) Math.max(8, Math.min(Math.min(100, mostEpochs(images)), seen / Math.max(1, images)));
    }

    /** Most epochs that still gain something. */
    public static int mostEpochs(int images) {
        return (int) Math.max(80, Math.min(400, 800_000L / Math.max(1, images)));
    }

    private static int batch(int images) {
        if (images >= 8000) {
            return 128;
        }
        if (images >= 2000) {
            return 64;
        }
        return images >= 64 ? 32 : Math.max(2, images / 4 * 2);
    }

    /** Of images. Most pixels are of the background; to weigh it less makes whatever is rare too large. */
    private static boolean isUnbalanced(ImageSet train) {
        if (train.hasMaps()) {
            return false;
        }
        int[] counts = new int[train.classes()];
        for (int i = 0; i < train.count(); i++) {
            counts[train.label(i)]++;
        }
        int least = Integer.MAX_VALUE;
        int most = 0;
        for (int c : counts) {
            least = Math.min(least, c);
            most = Math.max(most, c);
        }
        return most > UNBALANCED * least;
    }
}
