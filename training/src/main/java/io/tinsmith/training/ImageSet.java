package io.tinsmith.training;

import io.tinsmith.graph.Shape;
import io.tinsmith.training.internal.Resampler;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Labelled uint8 images. The arrays are shared, not copied: treat them as read-only.
 *
 * <p>The network's input follows one convention: the real value of a pixel is {@code pixel / 255}, in 0 to 1, and its
 * int8 value is {@code pixel - 128}, that is scale 1/255 and zero point -128.
 *
 * @param imageShape of one image, {@code [1, H, W, C]}
 * @param pixels of all images in row-major order, {@code count * H * W * C}, unsigned
 * @param labels one per image, unsigned, below {@code classes}
 */
public record ImageSet(Shape imageShape, int classes, byte[] pixels, byte[] labels) {
    /** Scale of the int8 input. */
    public static final float INPUT_SCALE = 1f / 255f;

    /** Zero point of the int8 input. */
    public static final int INPUT_ZERO_POINT = -128;

    public ImageSet {
        if (imageShape.rank() != 4 || imageShape.dim(0) != 1) {
            throw new IllegalArgumentException("The imageShape " + imageShape + " is not [1, H, W, C].");
        }
        if (classes < 2 || classes > 256) {
            throw new IllegalArgumentException("The number of classes (" + classes + ") is not within 2 to 256.");
        }
        if (pixels.length != Math.multiplyExact(imageShape.elements(), (long) labels.length)) {
            throw new IllegalArgumentException("There are " + pixels.length + " pixels for " + labels.length
                    + " labels of images " + imageShape + ".\nMaybe images and labels are of different files.");
        }
        for (int i = 0; i < labels.length; i++) {
            if ((labels[i] & 0xFF) >= classes) {
                throw new IllegalArgumentException("The label of image " + i + " (" + (labels[i] & 0xFF)
                        + ") is not below the number of classes (" + classes + ").\nMaybe the label file is of another"
                        + " data set.");
            }
        }
    }

    public int count() {
        return labels.length;
    }

    public int label(int index) {
        return labels[index] & 0xFF;
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
        byte[] p = new byte[Math.multiplyExact(size, indices.length)];
        byte[] l = new byte[indices.length];
        for (int i = 0; i < indices.length; i++) {
            System.arraycopy(pixels, indices[i] * size, p, i * size, size);
            l[i] = labels[indices[i]];
        }
        return new ImageSet(imageShape, classes, p, l);
    }

    /** The first {@code n} images, or all if there are fewer. */
    public ImageSet first(int n) {
        int size = Math.min(n, count());
        return new ImageSet(
                imageShape, classes, Arrays.copyOf(pixels, size * imageElements()), Arrays.copyOf(labels, size));
    }

    /** The same images at another height and width: area average when smaller, bilinear when larger. */
    public ImageSet resizedTo(int height, int width) {
        if (height == imageShape.height() && width == imageShape.width()) {
            return this;
        }
        byte[] p = Resampler.resize(pixels, count(), imageShape, height, width);
        return new ImageSet(Shape.of(1, height, width, imageShape.channels()), classes, p, labels);
    }

    /**
     * A split that keeps the share of each class, the same for the same seed. Both parts keep the images' order.
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
            counts[label(i)]++;
        }
        List<int[]> byClass = new ArrayList<>();
        for (int c : counts) {
            byClass.add(new int[c]);
        }
        int[] next = new int[classes];
        for (int i = 0; i < count(); i++) {
            byClass.get(label(i))[next[label(i)]++] = i;
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

    /** A training part and a validation part. */
    public record Split(ImageSet train, ImageSet validation) {}
}
