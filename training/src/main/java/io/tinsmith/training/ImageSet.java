package io.tinsmith.training;

import io.tinsmith.graph.Shape;
import io.tinsmith.training.internal.Resampler;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Labelled uint8 images, each of a class, or with a class for each of its pixels. The arrays are shared, not copied: treat
 * them as read-only.
 *
 * <p>The network's input follows one convention: the real value of a pixel is {@code pixel / 255}, in 0 to 1, and its
 * int8 value is {@code pixel - 128}, that is scale 1/255 and zero point -128.
 *
 * @param imageShape of one image, {@code [1, H, W, C]}
 * @param pixels of all images in row-major order, {@code count * H * W * C}, unsigned
 * @param labels unsigned, below {@code classes}: one per image; or maps {@code [count, H, W]}, where {@link #UNCOUNTED}
 *     stands for what is of no class
 */
public record ImageSet(Shape imageShape, int classes, byte[] pixels, byte[] labels) {
    /** Scale of the int8 input. */
    public static final float INPUT_SCALE = 1f / 255f;

    /** Zero point of the int8 input. */
    public static final int INPUT_ZERO_POINT = -128;

    /** In a map, of a pixel that neither training nor accuracy counts. */
    public static final int UNCOUNTED = 255;

    public ImageSet {
        if (imageShape.rank() != 4 || imageShape.dim(0) != 1) {
            throw new IllegalArgumentException("The imageShape " + imageShape + " is not [1, H, W, C].");
        }
        if (classes < 2 || classes > 256) {
            throw new IllegalArgumentException("The number of classes (" + classes + ") is not within 2 to 256.");
        }
        long count = pixels.length / imageShape.elements();
        boolean maps = labels.length == count * imageShape.height() * imageShape.width();
        if (pixels.length % imageShape.elements() != 0 || (labels.length != count && !maps)) {
            throw new IllegalArgumentException("There are " + pixels.length + " pixels for " + labels.length
                    + " labels of images " + imageShape + ".\nMaybe images and labels are of different files.");
        }
        int each = labels.length == count ? 1 : imageShape.height() * imageShape.width();
        for (int i = 0; i < labels.length; i++) {
            int label = labels[i] & 0xFF;
            if (label >= classes && (each == 1 || label != UNCOUNTED)) {
                throw new IllegalArgumentException("The label of image " + i / each + " (" + label
                        + ") is not below the number of classes (" + classes + ").\nMaybe the label file is of another"
                        + " data set.");
            }
        }
    }

    public int count() {
        return pixels.length / imageElements();
    }

    /** Whether each pixel has a class, and not the image. */
    public boolean hasMaps() {
        return labels.length != count();
    }

    /** 1, or the pixels of a map. */
    public int labelsPerImage() {
        return hasMaps() ? imageShape.height() * imageShape.width() : 1;
    }

    /**
     * The class of an image.
     *
     * @throws IllegalStateException if its pixels have classes
     */
    public int label(int index) {
        if (hasMaps()) {
            throw new IllegalStateException("The images " + imageShape + " have a class for each pixel, not one.\nMaybe"
                    + " this works for images of one class alone.");
        }
        return labels[index] & 0xFF;
    }

    /** How many images are of each class, or show it. */
    public int[] imagesByClass() {
        int[] counts = new int[classes];
        int each = labelsPerImage();
        boolean[] seen = new boolean[UNCOUNTED + 1];
        for (int i = 0; i < count(); i++) {
            Arrays.fill(seen, false);
            for (int k = i * each; k < (i + 1) * each; k++) {
                seen[labels[k] & 0xFF] = true;
            }
            for (int c = 0; c < classes; c++) {
                counts[c] += seen[c] ? 1 : 0;
            }
        }
        return counts;
    }

    /** Pixels, and so bytes, of one image. */
    public int imageElements() {
        return Math.toIntExact(imageShape.elements());
    }

    /** Real values of one image, {@code pixel / 255}. */
    public float[] floatInput(int index) {
        float[] out = new float[imageElements()];
        int from = index * out.length;
        for (int i = 0; i < out.length; i++) {
            out[i] = (pixels[from + i] & 0xFF) * INPUT_SCALE;
        }
        return out;
    }

    /** int8 values of one image, {@code pixel - 128}. */
    public byte[] int8Input(int index) {
        byte[] out = new byte[imageElements()];
        int from = index * out.length;
        for (int i = 0; i < out.length; i++) {
            out[i] = (byte) ((pixels[from + i] & 0xFF) + INPUT_ZERO_POINT);
        }
        return out;
    }

    /** The images of these indices, in this order. */
    public ImageSet subset(int[] indices) {
        int size = imageElements();
        int each = labelsPerImage();
        byte[] p = new byte[Math.multiplyExact(size, indices.length)];
        byte[] l = new byte[each * indices.length];
        for (int i = 0; i < indices.length; i++) {
            System.arraycopy(pixels, indices[i] * size, p, i * size, size);
            System.arraycopy(labels, indices[i] * each, l, i * each, each);
        }
        return new ImageSet(imageShape, classes, p, l);
    }

    /** The first {@code n} images, or all if there are fewer. */
    public ImageSet first(int n) {
        int size = Math.min(n, count());
        return new ImageSet(
                imageShape,
                classes,
                Arrays.copyOf(pixels, size * imageElements()),
                Arrays.copyOf(labels, size * labelsPerImage()));
    }

    /**
     * The same images at another height and width: area average when smaller, bilinear when larger; of maps the nearest
     * pixel.
     */
    public ImageSet resizedTo(int height, int width) {
        if (height == imageShape.height() && width == imageShape.width()) {
            return this;
        }
        byte[] p = Resampler.resize(pixels, count(), imageShape, height, width);
        byte[] l = hasMaps() ? Resampler.nearest(labels, count(), imageShape, height, width) : labels;
        return new ImageSet(Shape.of(1, height, width, imageShape.channels()), classes, p, l);
    }

    /**
     * A split that keeps the share of each class of images, the same for the same seed. Both parts keep the images' order.
     *
     * @param validationCount images of the second part, at least 1 and less than {@link #count()}
     */
    public Split split(int validationCount, long seed) {
        if (validationCount < 1 || validationCount >= count()) {
            throw new IllegalArgumentException("The validationCount (" + validationCount + ") is not within 1 to "
                    + (count() - 1) + ", the images less one.");
        }
        List<int[]> byClass = shuffledByClass(new SplittableRandom(seed));
        boolean[] held = new boolean[count()];
        int left = validationCount;
        long before = 0;
        // Cumulative rounding, so that the shares add up to validationCount exactly.
        long seen = 0;
        for (int[] members : byClass) {
            seen += members.length;
            long upTo = seen * validationCount / count();
            for (int i = 0; i < upTo - before; i++) {
                held[members[i]] = true;
                left--;
            }
            before = upTo;
        }
        if (left != 0) {
            throw new IllegalStateException("The split left " + left + " images unassigned.");
        }
        int[] train = new int[count() - validationCount];
        int[] validation = new int[validationCount];
        int t = 0;
        int v = 0;
        for (int i = 0; i < count(); i++) {
            if (held[i]) {
                validation[v++] = i;
            } else {
                train[t++] = i;
            }
        }
        return new Split(subset(train), subset(validation));
    }

    /** SHA-256 over shape, pixels and labels, in hexadecimal. */
    public String sha256() {
        return Digests.sha256(imageShape.toString().getBytes(StandardCharsets.UTF_8), pixels, labels);
    }

    private List<int[]> shuffledByClass(SplittableRandom random) {
        int[] counts = new int[classes];
        for (int i = 0; i < count(); i++) {
            counts[stratum(i)]++;
        }
        List<int[]> byClass = new ArrayList<>();
        for (int c : counts) {
            byClass.add(new int[c]);
        }
        int[] next = new int[classes];
        for (int i = 0; i < count(); i++) {
            byClass.get(stratum(i))[next[stratum(i)]++] = i;
        }
        for (int[] members : byClass) {
            for (int i = members.length - 1; i > 0; i--) {
                int j = random.nextInt(i + 1);
                int swap = members[i];
                members[i] = members[j];
                members[j] = swap;
            }
        }
        return byClass;
    }

    /** Images with maps are of all classes alike. */
    private int stratum(int index) {
        return hasMaps() ? 0 : label(index);
    }

    /** A training part and a validation part. */
    public record Split(ImageSet train, ImageSet validation) {}
}
