package io.tinsmith.search;

import io.tinsmith.search.internal.Checks;

/**
 * The first convolution, and a pooling after it.
 *
 * @param strideHeight 1 or 2, as {@code strideWidth}
 * @param pool whether the maximum of 3x3 pixels at stride 2 follows, as in ResNets and ShuffleNets
 */
public record Stem(
        int width,
        int kernelHeight,
        int kernelWidth,
        int strideHeight,
        int strideWidth,
        boolean pool,
        Nonlinearity activation) {
    public Stem {
        Checks.range("width", width, 1, 4096);
        Checks.range("kernel", kernelHeight, 1, 64);
        Checks.range("kernel", kernelWidth, 1, 64);
        Checks.range("stride", strideHeight, 1, 2);
        Checks.range("stride", strideWidth, 1, 2);
    }

    /** A square one with ReLU6; the kernel is odd. */
    public Stem(int width, int kernel, int stride) {
        this(width, kernel, kernel, stride, stride, false, Nonlinearity.RELU6);
        Checks.odd("kernel", kernel, 11);
    }

    /** Side of the kernel; its height where it is not square. */
    public int kernel() {
        return kernelHeight;
    }

    /** Of both axes; of rows where they differ. */
    public int stride() {
        return strideHeight;
    }

    /** The same with another width and strides. */
    public Stem with(int newWidth, int stride) {
        return new Stem(newWidth, kernelHeight, kernelWidth, stride, stride, pool, activation);
    }

    /** Such as {@code stem 16/2}. */
    String summary() {
        String kernel = kernelHeight == kernelWidth ? "" : "k" + kernelHeight + "x" + kernelWidth + " ";
        String stride = strideHeight == strideWidth ? String.valueOf(strideHeight) : strideHeight + "x" + strideWidth;
        return "stem " + kernel + width + (stride.equals("1") ? "" : "/" + stride) + (pool ? " pool" : "")
                + (activation == Nonlinearity.RELU6 ? "" : " " + activation.text());
    }
}
