package io.tinsmith.training.internal.data;

import io.tinsmith.training.SpectrogramFrontEnd;

/** Window, FFT and mel bands of a front end, with their tables. */
public final class MelFilters {
    private static final double LEAST_POWER = 1e-10;
    private static final double FULL_SCALE = 32768;

    private final SpectrogramFrontEnd frontEnd;
    private final double[] window;
    private final double[][] bands;
    private final Fft fft;

    public MelFilters(SpectrogramFrontEnd frontEnd) {
        this.frontEnd = frontEnd;
        window = new double[frontEnd.frameSamples()];
        for (int i = 0; i < window.length; i++) {
            window[i] = 0.5 - 0.5 * StrictMath.cos(2 * StrictMath.PI * i / window.length);
        }
        fft = new Fft(frontEnd.fftSamples());
        bands = triangles(frontEnd);
    }

    /** Decibels {@code [frames, bands]} of 16-bit samples. */
    public float[] decibels(short[] samples) {
        float[] out = new float[frontEnd.frames() * frontEnd.bands()];
        // Half of what is too much or too little on either side.
        int start = (samples.length - frontEnd.clipSamples()) / 2;
        double[] real = new double[frontEnd.fftSamples()];
        double[] imaginary = new double[frontEnd.fftSamples()];
        double[] power = new double[frontEnd.fftSamples() / 2 + 1];
        for (int f = 0; f < frontEnd.frames(); f++) {
            java.util.Arrays.fill(real, 0);
            java.util.Arrays.fill(imaginary, 0);
            int from = start + f * frontEnd.hopSamples();
            for (int i = 0; i < window.length; i++) {
                int at = from + i;
                real[i] = at >= 0 && at < samples.length ? window[i] * samples[at] / FULL_SCALE : 0;
            }
            fft.transform(real, imaginary);
            for (int k = 0; k < power.length; k++) {
                power[k] = (real[k] * real[k] + imaginary[k] * imaginary[k]) / window.length;
            }
            for (int b = 0; b < bands.length; b++) {
                double sum = 0;
                for (int k = 0; k < power.length; k++) {
                    sum += bands[b][k] * power[k];
                }
                out[f * bands.length + b] = (float) (10 * StrictMath.log10(Math.max(sum, LEAST_POWER)));
            }
        }
        return out;
    }

    /** {@code [band][bin]}, each row summing to 1; where a band lies between two bins, their interpolation. */
    static double[][] triangles(SpectrogramFrontEnd f) {
        int bins = f.fftSamples() / 2 + 1;
        double hertzPerBin = (double) f.sampleRate() / f.fftSamples();
        double low = mel(f.lowHertz());
        double step = (mel(f.highHertz()) - low) / (f.bands() + 1);
        double[][] out = new double[f.bands()][bins];
        for (int b = 0; b < f.bands(); b++) {
            double left = hertz(low + b * step);
            double center = hertz(low + (b + 1) * step);
            double right = hertz(low + (b + 2) * step);
            double sum = 0;
            for (int k = 0; k < bins; k++) {
                double at = k * hertzPerBin;
                double rise = (at - left) / (center - left);
                double fall = (right - at) / (right - center);
                out[b][k] = Math.max(0, Math.min(rise, fall));
                sum += out[b][k];
            }
            if (sum == 0) {
                int k = Math.min(bins - 2, (int) (center / hertzPerBin));
                out[b][k + 1] = center / hertzPerBin - k;
                out[b][k] = 1 - out[b][k + 1];
                sum = 1;
            }
            for (int k = 0; k < bins; k++) {
                out[b][k] /= sum;
            }
        }
        return out;
    }

    private static double mel(double hertz) {
        return 2595 * StrictMath.log10(1 + hertz / 700);
    }

    private static double hertz(double mel) {
        return 700 * (StrictMath.pow(10, mel / 2595) - 1);
    }
}
