package io.tinsmith.graph;

/**
 * The geometry of a sliding window: strides and dilations in pixels, at least 1.
 *
 * @param padding how it runs over the border
 */
public record Window(int strideH, int strideW, int dilationH, int dilationW, Padding padding) {
    public Window {
        if (strideH < 1 || strideW < 1 || dilationH < 1 || dilationW < 1) {
            throw new IllegalArgumentException("A window with strides (" + strideH + ", " + strideW
                    + ") and dilations (" + dilationH + ", " + dilationW + "): each must be at least 1.");
        }
    }

    public static Window same(int stride) {
        return new Window(stride, stride, 1, 1, Padding.SAME);
    }

    public static Window valid(int stride) {
        return new Window(stride, stride, 1, 1, Padding.VALID);
    }
}
