package io.tinsmith.memory;

/**
 * What fits the columns of a layer on cores with the DSP extension: {@code tns_dsp_room} of {@code tns_dsp_layer.h}.
 *
 * @param pixels at most, whose taps fit as int16
 * @param copies bytes of each weight of four channels that fit beside them: 0, 1, or 2 where they are widened
 */
public record DspColumns(int pixels, int copies) {
    /** Groups of pixels that weights are copied for, at least: {@code TNS_DSP_COPY_GROUPS}. */
    public static final int COPY_GROUPS = 3;

    /** Pixels that weights are widened for, at least: {@code TNS_DSP_FOUR_PIXELS}. */
    public static final int FOUR_PIXELS = 10;

    /** Bytes in which they are, at least: {@code TNS_DSP_FOUR_BYTES}. */
    public static final int FOUR_BYTES = 2048;

    /**
     * For a layer.
     *
     * @param bytes that they may take
     * @param quick the outputs are all of int8
     */
    public static DspColumns of(int bytes, int taps, int channels, boolean quick) {
        int most = bytes / ofPixel(taps);
        int copies = most - 2 >= 3 * COPY_GROUPS ? 1 : 0;
        if (quick && channels >= 4 && bytes >= FOUR_BYTES && most - 4 >= FOUR_PIXELS) {
            copies = 2;
        }
        return new DspColumns(most - 2 * copies, copies);
    }

    /** Of a convolution that is not 1x1: the bytes of one pixel's taps stand beside its columns. */
    public static DspColumns ofConvolution(int columnBytes, int taps, int channels, boolean quick) {
        return of(columnBytes - roundUp(taps), taps, channels, quick);
    }

    /** Whether weights are widened for some of so many pixels. */
    public boolean widens(int left) {
        return copies == 2 && left >= FOUR_PIXELS;
    }

    /** Bytes of the column of a pixel. */
    public static int ofPixel(int taps) {
        return 2 * roundUp(taps);
    }

    private static int roundUp(int taps) {
        return (taps + 3) & ~3;
    }
}
