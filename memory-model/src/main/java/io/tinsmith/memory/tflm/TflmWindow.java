package io.tinsmith.memory.tflm;

/**
 * How an op's window moves over the image: the options of convolutions.
 *
 * @param same whether it is padded to the size of its input (SAME), else not at all (VALID)
 */
public record TflmWindow(int strideHeight, int strideWidth, int dilationHeight, int dilationWidth, boolean same) {
    /** Of ops that have none. */
    public static final TflmWindow NONE = new TflmWindow(1, 1, 1, 1, false);

    public TflmWindow {
        if (strideHeight < 1 || strideWidth < 1 || dilationHeight < 1 || dilationWidth < 1) {
            throw new IllegalArgumentException("The strides (" + strideHeight + ", " + strideWidth + ") and dilations ("
                    + dilationHeight + ", " + dilationWidth + ") must be at least 1.\nMaybe the file is broken.");
        }
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
        int covered = (kernel - 1) * dilation + 1;
        int steps = (size + stride - 1) / stride;
        return Math.max(0, ((steps - 1) * stride + covered - size) / 2);
    }
}
