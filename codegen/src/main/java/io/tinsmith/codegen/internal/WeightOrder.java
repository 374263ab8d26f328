package io.tinsmith.codegen.internal;

import io.tinsmith.targets.Mcu;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** How weights of convolutions and dense layers stand in flash, {@code [channels][taps]}: the runtime's tns_weights.h. */
public enum WeightOrder {
    PLAIN,
    /** {@code [channels / 4][taps / 4][4 channels][4 taps]}, both rounded up, the rest 0. */
    QUADS;

    /** Quads on cores with the DSP extension and without MVE. */
    public static WeightOrder of(Mcu mcu) {
        return mcu.dsp() && !mcu.mve() ? QUADS : PLAIN;
    }

    /** The size of so many channels of so many taps. */
    long bytes(int channels, int taps) {
        return this == PLAIN ? (long) channels * taps : (long) roundUp(channels) * roundUp(taps);
    }

    /** Weights {@code [channels][taps]} in this order, {@code group} channels at a time. */
    byte[] packChannels(byte[] weights, int channels, int group) {
        int taps = weights.length / channels;
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        for (int first = 0; first < channels; first += group) {
            int end = Math.min(channels, first + group);
            packed.writeBytes(pack(Arrays.copyOfRange(weights, first * taps, end * taps), end - first));
        }
        return packed.toByteArray();
    }

    /** Weights {@code [channels][taps]} in this order, {@code group} taps at a time. */
    byte[] packTaps(byte[] weights, int channels, int group) {
        int taps = weights.length / channels;
        byte[] grouped = SplitSteps.grouped(weights, channels, taps, group);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        for (int first = 0; first < taps; first += group) {
            int end = Math.min(taps, first + group);
            packed.writeBytes(pack(Arrays.copyOfRange(grouped, first * channels, end * channels), channels));
        }
        return packed.toByteArray();
    }

    /** Weights {@code [channels][taps]} in this order. */
    byte[] pack(byte[] weights, int channels) {
        if (this == PLAIN) {
            return weights.clone();
        }
        int taps = weights.length / channels;
        byte[] packed = new byte[roundUp(channels) * roundUp(taps)];
        for (int o = 0; o < channels; o++) {
            int start = o / 4 * 4 * roundUp(taps) + o % 4 * 4;
            for (int t = 0; t < taps; t++) {
                packed[start + t / 4 * 16 + t % 4] = weights[o * taps + t];
            }
        }
        return packed;
    }

    private static int roundUp(int n) {
        return (n + 3) / 4 * 4;
    }
}
