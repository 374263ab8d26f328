package io.tinsmith.memory;

/**
 * What decides how a depthwise convolution runs on cores with the DSP extension: {@code tns_depthwise_row.c}.
 *
 * @param channels of the tensors that the kernel gets: those of a group where a bottleneck is split
 * @param outW output columns that one call computes: those of a strip
 */
public record DspDepthwise(
        int kernelH, int kernelW, int strideW, int dilationH, int dilationW, int channels, int outW) {
    /** Words between the rows of planes: of {@code tns_dsp_block.h}. */
    public static final int NARROW = 4;

    public static final int MIDDLE = 8;
    public static final int WIDE = 32;

    /** Of {@code TNS_DSP_DEPTHWISE_MAX_K_H}. */
    private static final int MAX_KERNEL_H = 7;

    /**
     * Whether it runs from planes of four channels.
     *
     * @param together several rows in one call
     */
    public boolean fitsPlanes(boolean together) {
        return kernelH == 3
                && kernelW == 3
                && dilationW == 1
                && strideW <= 2
                && channels >= 4
                && (dilationH == 1 || !together);
    }

    /** Whether it runs four channels at a time, where it does not fit planes; else it runs a channel at a time. */
    public boolean fitsQuads() {
        return channels >= 4 && kernelH <= MAX_KERNEL_H;
    }

    /** Words between the rows of its planes: {@link #NARROW}, {@link #MIDDLE} or {@link #WIDE}. */
    public int pitchWords(int columnBytes) {
        if (outW <= widest(NARROW)) {
            return NARROW;
        }
        return outW <= widest(MIDDLE) ? MIDDLE : widePitchWords(columnBytes);
    }

    /** The pitch of what is wider than all others. */
    public static int widePitchWords(int columnBytes) {
        return planeWords(columnBytes) >= 3 * WIDE ? WIDE : MIDDLE;
    }

    /** Words of the plane of one channel. */
    public static int planeWords(int columnBytes) {
        return columnBytes / 16;
    }

    /** The most output columns that rows of so many words give. */
    public int widest(int words) {
        return strideW == 1 ? 2 * words - 2 : words - 1;
    }
}
