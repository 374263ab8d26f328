package io.tinsmith.graph;

/** How a window runs over the border of an image, as TFLite defines it. */
public enum Padding {
    SAME,
    VALID;

    /** Output extent for an input extent, a kernel of {@code k} taps, a stride and a dilation. */
    public int outputExtent(int in, int k, int stride, int dilation) {
        long span = (k - 1L) * dilation + 1;
        long out = this == SAME ? (in + stride - 1L) / stride : (in - span + stride) / stride;
        if (out < 1) {
            throw new IllegalArgumentException("A window of " + span + " does not fit an extent of " + in
                    + " with VALID padding.\nMaybe use SAME padding or a smaller kernel.");
        }
        return (int) out;
    }

    /** Rows (or columns) of padding before the first input row; what SAME needs beyond twice that comes after. */
    public int before(int in, int k, int stride, int dilation) {
        if (this == VALID) {
            return 0;
        }
        long span = (k - 1L) * dilation + 1;
        long out = outputExtent(in, k, stride, dilation);
        return Math.toIntExact(Math.max((out - 1) * stride + span - in, 0) / 2);
    }
}
