package io.tinsmith.training.internal;

import io.tinsmith.graph.Shape;
import io.tinsmith.training.Augmentation;
import io.tinsmith.training.ImageSet;
import java.util.SplittableRandom;

/** Writes augmented images as real values. What it does to an image depends on seed, epoch and place only. */
public final class Augmenter {
    private final Augmentation augmentation;
    private final long seed;

    public Augmenter(Augmentation augmentation, long seed) {
        this.augmentation = augmentation;
        this.seed = seed;
    }

    /** Writes image {@code index}, which is at {@code place} in the epoch's order, to {@code out} from {@code at}. */
    public void write(ImageSet images, int index, int epoch, int place, float[] out, int at) {
        SplittableRandom random = new SplittableRandom(Seeds.mix(seed, epoch, place));
        Shape shape = images.imageShape();
        int h = shape.height();
        int w = shape.width();
        int channels = shape.channels();
        boolean flip = augmentation.flip() && random.nextBoolean();
        int span = 2 * augmentation.maxShift() + 1;
        int dy = random.nextInt(span) - augmentation.maxShift();
        int dx = random.nextInt(span) - augmentation.maxShift();
        int side = augmentation.cutout();
        int cutY = random.nextInt(h) - side / 2;
        int cutX = random.nextInt(w) - side / 2;
        byte[] pixels = images.pixels();
        int from = index * images.imageElements();
        for (int y = 0; y < h; y++) {
            for (int x = 0; x < w; x++) {
                int sy = y - dy;
                int sx = flip ? w - 1 - (x - dx) : x - dx;
                boolean inside = sy >= 0 && sy < h && sx >= 0 && sx < w;
                boolean cut = y >= cutY && y < cutY + side && x >= cutX && x < cutX + side;
                int to = at + (y * w + x) * channels;
                int source = from + (sy * w + sx) * channels;
                for (int c = 0; c < channels; c++) {
                    out[to + c] = inside && !cut ? (pixels[source + c] & 0xFF) * ImageSet.INPUT_SCALE : 0f;
                }
            }
        }
    }
}
