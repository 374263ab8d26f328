package io.tinsmith.training.internal;

import io.tinsmith.graph.Shape;
import io.tinsmith.training.Augmentation;
import io.tinsmith.training.Augmentation.Fill;
import io.tinsmith.training.ImageSet;
import java.util.SplittableRandom;

/**
 * Writes augmented images as real values, and their maps moved with them. What it does to an image depends on seed, epoch
 * and place only.
 */
public final class Augmenter {
    private static final double[] LUMA = {0.299, 0.587, 0.114};

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
        move(images, index, random, out, at);
        recolour(shape, random, out, at);
        int side = augmentation.cutout();
        cut(
                shape,
                random.nextInt(shape.height()) - side / 2,
                side,
                random.nextInt(shape.width()) - side / 2,
                side,
                out,
                at);
        Augmentation.Masks masks = augmentation.masks();
        if (masks.rows() > 0 || masks.columns() > 0) {
            int rows = Math.min(shape.height(), random.nextInt(masks.rows() + 1));
            cut(shape, random.nextInt(shape.height() - rows + 1), rows, 0, shape.width(), out, at);
            int columns = Math.min(shape.width(), random.nextInt(masks.columns() + 1));
            cut(shape, 0, shape.height(), random.nextInt(shape.width() - columns + 1), columns, out, at);
        }
    }

    /**
     * Writes the map of an image moved as {@link #write} moves the image: where zeros come in, pixels do not count.
     *
     * @param out {@code [H, W]}
     */
    void writeMap(ImageSet images, int index, int epoch, int place, byte[] out) {
        Shape shape = images.imageShape();
        Move move = draw(shape, new SplittableRandom(Seeds.mix(seed, epoch, place)));
        int from = index * out.length;
        for (int y = 0; y < shape.height(); y++) {
            for (int x = 0; x < shape.width(); x++) {
                int source = move.source(y, x);
                out[y * shape.width() + x] = source < 0 ? (byte) ImageSet.UNCOUNTED : images.labels()[from + source];
            }
        }
    }

    /**
     * The share of an image of its own in a mix; the rest is another's. It follows the symmetric beta distribution of
     * {@link Augmentation#mixup}, by Jöhnk's method, and is at least 1/2: the larger part counts as the own one.
     */
    public double share(int epoch, int place) {
        double alpha = augmentation.mixup();
        if (alpha == 0) {
            return 1;
        }
        SplittableRandom random = new SplittableRandom(Seeds.mix(Seeds.mix(seed, epoch, place), 1, 1));
        while (true) {
            double x = StrictMath.pow(random.nextDouble(), 1 / alpha);
            double y = StrictMath.pow(random.nextDouble(), 1 / alpha);
            if (x + y > 0 && x + y <= 1) {
                return Math.max(x, y) / (x + y);
            }
        }
    }

    private void move(ImageSet images, int index, SplittableRandom random, float[] out, int at) {
        Shape shape = images.imageShape();
        int channels = shape.channels();
        Move move = draw(shape, random);
        byte[] pixels = images.pixels();
        int from = index * images.imageElements();
        for (int y = 0; y < shape.height(); y++) {
            for (int x = 0; x < shape.width(); x++) {
                int pixel = move.source(y, x);
                int to = at + (y * shape.width() + x) * channels;
                int source = from + pixel * channels;
                for (int c = 0; c < channels; c++) {
                    out[to + c] = pixel < 0 ? 0f : (pixels[source + c] & 0xFF) * ImageSet.INPUT_SCALE;
                }
            }
        }
    }

    private Move draw(Shape shape, SplittableRandom random) {
        Augmentation.Shift shift = augmentation.shift();
        boolean flip = augmentation.flip() && random.nextBoolean();
        int dy = random.nextInt(2 * shift.rows() + 1) - shift.rows();
        int dx = random.nextInt(2 * shift.columns() + 1) - shift.columns();
        return new Move(shape.height(), shape.width(), flip, dy, dx, shift.fill());
    }

    /** Where each pixel of an image comes from. */
    private record Move(int height, int width, boolean flip, int dy, int dx, Fill fill) {
        /** The pixel, counted row by row; negative if it is outside. */
        int source(int y, int x) {
            boolean mirror = fill == Fill.MIRROR;
            int sy = mirror ? mirrored(y - dy, height) : y - dy;
            int sx = mirror ? mirrored(x - dx, width) : x - dx;
            boolean inside = sy >= 0 && sy < height && sx >= 0 && sx < width;
            return inside ? sy * width + (flip ? width - 1 - sx : sx) : -1;
        }

        /** Without repeating the border; a shift beyond the image stays at the far border. */
        private static int mirrored(int i, int size) {
            int reflected = i < 0 ? -i : i >= size ? 2 * size - 2 - i : i;
            return Math.min(size - 1, Math.max(0, reflected));
        }
    }

    private void recolour(Shape shape, SplittableRandom random, float[] out, int at) {
        Augmentation.Colour colour = augmentation.colour();
        if (colour.equals(Augmentation.Colour.NONE)) {
            return;
        }
        int channels = shape.channels();
        int pixels = shape.height() * shape.width();
        float add = (float) (colour.brightness() * (2 * random.nextDouble() - 1));
        float contrast = (float) (1 + colour.contrast() * (2 * random.nextDouble() - 1));
        float saturation = channels == 3 ? (float) (1 + colour.saturation() * (2 * random.nextDouble() - 1)) : 1;
        double sum = 0;
        for (int i = 0; i < pixels * channels; i++) {
            sum += out[at + i];
        }
        float mean = (float) (sum / (pixels * channels));
        for (int p = 0; p < pixels; p++) {
            int to = at + p * channels;
            float grey = 0;
            if (channels == 3) {
                grey = (float) (LUMA[0] * out[to] + LUMA[1] * out[to + 1] + LUMA[2] * out[to + 2]);
            }
            for (int c = 0; c < channels; c++) {
                float v = channels == 3 ? grey + saturation * (out[to + c] - grey) : out[to + c];
                out[to + c] = Math.min(1f, Math.max(0f, mean + contrast * (v - mean) + add));
            }
        }
    }

    private static void cut(Shape shape, int top, int rows, int left, int columns, float[] out, int at) {
        int channels = shape.channels();
        for (int y = Math.max(0, top); y < Math.min(shape.height(), top + rows); y++) {
            for (int x = Math.max(0, left); x < Math.min(shape.width(), left + columns); x++) {
                int to = at + (y * shape.width() + x) * channels;
                for (int c = 0; c < channels; c++) {
                    out[to + c] = 0f;
                }
            }
        }
    }
}
