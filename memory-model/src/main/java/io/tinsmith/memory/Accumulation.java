package io.tinsmith.memory;

/**
 * The sums of a global average pooling at the end of a stream, one int32 a channel. Each row of its input is added as
 * soon as it was made; after the last, the means are written to the op's output.
 *
 * @param op index in {@code graph.ops()} of an {@code AveragePool2d} over the whole image
 */
public record Accumulation(int op, long arenaOffsetBytes) {
    /** Bytes of the sums of {@code channels} channels. */
    public static long bytes(int channels) {
        return Math.multiplyExact(4L, channels);
    }
}
