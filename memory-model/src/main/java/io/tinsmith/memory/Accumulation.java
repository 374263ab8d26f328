package io.tinsmith.memory;

/**
 * The int32 sums of an op at the end of a stream, one for each channel of its output. Each row of its input is added as
 * soon as it was made; after the last, the output is made of the sums.
 *
 * <p>Of a global average pooling these are the sums of values. Of a dense layer they are the sums of products: row {@code
 * y} adds, for each output feature, its values less their zero point times the weights {@code [y * W * C, (y + 1) * W * C)}
 * of the feature; the bias is added at the end.
 *
 * @param op index in {@code graph.ops()} of an {@code AveragePool2d} over the whole image, or of a {@code FullyConnected}
 *     over all values of one image {@code [1, H, W, C]}
 */
public record Accumulation(int op, long arenaOffsetBytes) {
    /** Bytes of the sums of {@code channels} output channels (of a dense layer, features). */
    public static long bytes(int channels) {
        return Math.multiplyExact(4L, channels);
    }
}
