package io.tinsmith.training.internal;

import io.tinsmith.graph.Shape;

/** Separable resampling of uint8 images; each output pixel is a weighted sum along rows, then along columns. */
public final class Resampler {
    private Resampler() {}

    /** Resizes {@code count} images; area average along an axis that shrinks, bilinear along one that grows. */
    public static byte[] resize(byte[] pixels, int count, Shape image, int height, int width) {
        int inH = image.height();
        int inW = image.width();
        int channels = image.channels();
        double[][] rows = weights(inH, height);
        double[][] columns = weights(inW, width);
        byte[] out = new byte[Math.multiplyExact(count, height * width * channels)];
        double[] narrow = new double[inH * width * channels];
        for (int n = 0; n < count; n++) {
            int from = n * inH * inW * channels;
            for (int y = 0; y < inH; y++) {
                for (int x = 0; x < width; x++) {
                    for (int c = 0; c < channels; c++) {
                        double sum = 0;
                        for (int i = 0; i < inW; i++) {
                            if (columns[x][i] != 0) {
                                sum += columns[x][i] * (pixels[from + (y * inW + i) * channels + c] & 0xFF);
                            }
                        }
                        narrow[(y * width + x) * channels + c] = sum;
                    }
                }
            }
            int stride = width * channels;
            int to = n * height * stride;
            for (int y = 0; y < height; y++) {
                for (int k = 0; k < stride; k++) {
                    double sum = 0;
                    for (int i = 0; i < inH; i++) {
                        if (rows[y][i] != 0) {
                            sum += rows[y][i] * narrow[i * stride + k];
                        }
                    }
                    out[to + y * stride + k] = (byte) Math.min(255, Math.max(0, (int) Math.floor(sum + 0.5)));
                }
            }
        }
        return out;
    }

    /**
     * Resizes {@code count} maps {@code [H, W]}: each pixel takes the value at its centre, so that no values come up that
     * were not there.
     *
     * @param image {@code [1, H, W, C]}, as large as the maps
     */
    public static byte[] nearest(byte[] maps, int count, Shape image, int height, int width) {
        int inH = image.height();
        int inW = image.width();
        byte[] out = new byte[Math.multiplyExact(count, height * width)];
        for (int n = 0; n < count; n++) {
            for (int y = 0; y < height; y++) {
                int row = (n * inH + center(y, inH, height)) * inW;
                for (int x = 0; x < width; x++) {
                    out[(n * height + y) * width + x] = maps[row + center(x, inW, width)];
                }
            }
        }
        return out;
    }

    private static int center(int i, int in, int out) {
        return (int) ((2L * i + 1) * in / (2L * out));
    }

    /** {@code [out][in]}, each row summing to 1. */
    static double[][] weights(int in, int out) {
        if (out < 1) {
            throw new IllegalArgumentException("The image extent to resize to (" + out + ") is below 1.");
        }
        double[][] w = new double[out][in];
        double ratio = (double) in / out;
        for (int o = 0; o < out; o++) {
            if (out <= in) {
                double from = o * ratio;
                double to = from + ratio;
                for (int i = 0; i < in; i++) {
                    w[o][i] = Math.max(0, Math.min(to, i + 1) - Math.max(from, i)) / ratio;
                }
            } else {
                double center = Math.min(in - 1, Math.max(0, (o + 0.5) * ratio - 0.5));
                int i = Math.min((int) center, Math.max(0, in - 2));
                w[o][i] += 1 - (center - i);
                if (in > 1) {
                    w[o][i + 1] += center - i;
                }
            }
        }
        return w;
    }
}
