package io.tinsmith.codegen.internal;

import io.tinsmith.graph.Quantization;
import io.tinsmith.graph.QuantizedMultiplier;
import io.tinsmith.graph.Tensor;

/**
 * What a kernel needs for each output channel: the bias with the input's zero point folded in, and the factor of its
 * requantization.
 */
record ChannelTables(int[] bias, int[] multiplier, byte[] shift) {
    /** What the kernels take: tns_requantize.h. */
    private static final int MOST_SHIFT = 30;

    /**
     * @param channelLast whether the output channel is the innermost axis of the weights (depthwise) or the outermost
     */
    static ChannelTables of(Tensor input, Tensor weights, Tensor bias, Tensor output, boolean channelLast) {
        byte[] w = weights.int8();
        int[] folded = bias.int32().clone();
        int channels = folded.length;
        int perChannel = w.length / channels;
        int zeroPoint = input.requireQuantization().zeroPoint();
        for (int o = 0; o < channels; o++) {
            int sum = 0;
            for (int i = 0; i < perChannel; i++) {
                sum += channelLast ? w[i * channels + o] : w[o * perChannel + i];
            }
            folded[o] -= zeroPoint * sum; // wraps, as the kernels' accumulators do
        }
        int[] multiplier = new int[channels];
        byte[] shift = new byte[channels];
        Quantization in = input.requireQuantization();
        Quantization scales = weights.requireQuantization();
        Quantization out = output.requireQuantization();
        for (int o = 0; o < channels; o++) {
            QuantizedMultiplier m = QuantizedMultiplier.of(QuantizedMultiplier.factor(in, scales, out, o));
            if (m.shift() > MOST_SHIFT) {
                throw new IllegalArgumentException("The tensor (" + output.name() + ") has in channel (" + o
                        + ") a scale too small for its inputs: it would be multiplied by more than 2^" + MOST_SHIFT
                        + ".\nMaybe its quantization is damaged: quantize the model again.");
            }
            multiplier[o] = m.multiplier();
            shift[o] = (byte) m.shift();
        }
        return new ChannelTables(folded, multiplier, shift);
    }
}
