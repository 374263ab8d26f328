package io.tinsmith.memory;

/** Which dense layers have a loop of their own on cores with the DSP extension: {@code tns_halves.h}. */
public final class DspDense {
    /** Fewer weights save less than the loop takes of flash. */
    private static final long LEAST_WEIGHTS = 4096;

    private DspDense() {}

    /**
     * Whether the weights of a layer stand in halves of words, as far as its shape decides it.
     *
     * @param columnBytes {@code TNS_COLUMN_BYTES}
     * @param quick the outputs are all of int8
     */
    public static boolean inHalves(int columnBytes, int taps, int channels, boolean quick) {
        return quick
                && taps % 8 == 0
                && channels % 4 == 0
                && (long) taps * channels >= LEAST_WEIGHTS
                && 2L * taps <= columnBytes;
    }
}
