package io.tinsmith.memory.tflm;

/**
 * How an op's window moves over the image: the options of convolutions.
 *
 * @param same whether it is padded to the size of its input (SAME), else not at all (VALID)
 */
public record TflmWindow(int strideHeight, int strideWidth, int dilationHeight, int dilationWidth, boolean same) {
    /** Of ops that have none. */
    public static final TflmWindow NONE = new TflmWindow(1, 1, 1, 1, false);

    private static final int MOST = 65_535;

    public TflmWindow {
        if (!fits(strideHeight) || !fits(strideWidth) || !fits(dilationHeight) || !fits(dilationWidth)) {
            throw new IllegalArgumentException(
                    "The strides (" + strideHeight + ", " + strideWidth + ") and dilations (" + dilationHeight + ", "
                            + dilationWidth + ") must be from 1 to " + MOST + ".\nMaybe the file is broken.");
        }
    }

    private static boolean fits(int pixels) {
        return pixels >= 1 && pixels <= MOST;
    }

    /** Rows of padding above. */
    public int padTop(int height, int kernel) {
        return pad(height, kernel, strideHeight, dilationHeight);
    }

    /** Columns of padding at the left. */
    public int padLeft(int width, int kernel) {
        return pad(width, kernel, strideWidth, dilationWidth);
    }

    private int pad(int size, int kernel, int stride, int dilation) {
        if (!same) {
            return 0;
        }
        long covered = (kernel - 1L) * dilation + 1;
        long steps = (size + stride - 1L) / stride;
        // A kernel that overflows an int is broken, and any padding is as good as another.
        return (int) Math.min(Integer.MAX_VALUE, Math.max(0, ((steps - 1) * stride + covered - size) / 2));
    }
}
