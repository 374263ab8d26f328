package io.tinsmith.codegen.internal;

/** Weights and biases of dense layers as the runtime's {@code tns_halves.h} takes them. */
final class DenseHalves {
    private static final int LEAST_QUICK = 1 << 30;
    private static final long LEAST_SUM = -(1L << 23);
    private static final long MOST_SUM = (1L << 23) - 1;

    private DenseHalves() {}

    /**
     * Whether a layer can be computed so for any input: its sums stay within 24 bits, its weights within [-127, 127] where
     * that counts, and its factors are those of the quick requantization.
     *
     * @param weights {@code [channels][taps]}, of an even number of taps
     */
    static boolean fit(byte[] weights, ChannelTables tables) {
        int channels = tables.bias().length;
        int taps = weights.length / channels;
        for (int o = 0; o < channels; o++) {
            long least = tables.bias()[o];
            long most = least;
            for (int t = 0; t < taps; t++) {
                int w = weights[o * taps + t];
                least += Math.min(127 * w, -128 * w);
                most += Math.max(127 * w, -128 * w);
                if (t % 2 != 0 && w == -128 && weights[o * taps + t - 1] < 0) {
                    return false;
                }
            }
            if (least < LEAST_SUM
                    || most > MOST_SUM
                    || tables.multiplier()[o] < LEAST_QUICK
                    || tables.shift()[o] >= 0) {
                return false;
            }
        }
        return true;
    }

    /** Each pair of taps as the little-endian int16 {@code 256 * second + first}. */
    static byte[] paired(byte[] weights) {
        byte[] paired = weights.clone();
        for (int i = 0; i < paired.length; i += 2) {
            if (paired[i] < 0) {
                paired[i + 1]--;
            }
        }
        return paired;
    }

    /** The tables with the biases of such a layer. */
    static ChannelTables scaled(byte[] weights, ChannelTables tables) {
        int[] bias = tables.bias().clone();
        int taps = weights.length / bias.length;
        for (int o = 0; o < bias.length; o++) {
            bias[o] *= 256;
            for (int t = 0; t < taps; t += 2) {
                bias[o] -= 127 * weights[o * taps + t];
            }
        }
        return new ChannelTables(bias, tables.multiplier(), tables.shift());
    }
}
