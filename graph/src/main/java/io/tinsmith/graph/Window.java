package io.tinsmith.graph;

/**
 * The geometry of a sliding window: strides and dilations in pixels, from 1 to 65,535.
 *
 * @param padding how it runs over the border
 */
public record Window(int strideH, int strideW, int dilationH, int dilationW, Padding padding) {
    private static final int MOST = 65_535;

    public Window {
        if (!fits(strideH) || !fits(strideW) || !fits(dilationH) || !fits(dilationW)) {
            throw new IllegalArgumentException("A window with strides (" + strideH + ", " + strideW
                    + ") and dilations (" + dilationH + ", " + dilationW + "): each must be from 1 to " + MOST + ".");
        }
    }

    private static boolean fits(int pixels) {
        return pixels >= 1 && pixels <= MOST;
    }

    public static Window same(int stride) {
        return new Window(stride, stride, 1, 1, Padding.SAME);
    }

    public static Window valid(int stride) {
        return new Window(stride, stride, 1, 1, Padding.VALID);
    }
}
