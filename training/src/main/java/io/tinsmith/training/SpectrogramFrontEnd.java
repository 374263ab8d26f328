package io.tinsmith.training;

import io.tinsmith.training.internal.data.MelFilters;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * From a recording to the uint8 image that a network takes, {@code [frames, bands]}: the middle {@link #clipSamples}
 * samples, silence where there are fewer; frames under a periodic Hann window, power spectrum of an FFT, triangular bands
 * on the mel scale {@code 2595 log10(1 + f / 700)}, each normalized to the mean power within it; decibels
 * {@code 10 log10(max(power, 1e-10))}, full scale being 1; {@code floorDecibels} is 0 and {@code ceilingDecibels} 255.
 * These numbers are all that a device needs to do the same.
 *
 * @param sampleRate in Hz
 * @param frameSamples under the window
 * @param hopSamples from one frame to the next
 * @param fftSamples a power of two, at least {@code frameSamples}: the rest is zeros
 * @param frames rows of the image
 * @param bands columns of the image
 * @param lowHertz lower edge of the first band
 * @param highHertz upper edge of the last band
 */
public record SpectrogramFrontEnd(
        int sampleRate,
        int frameSamples,
        int hopSamples,
        int fftSamples,
        int frames,
        int bands,
        double lowHertz,
        double highHertz,
        double floorDecibels,
        double ceilingDecibels)
        implements SoundFrontEnd {
    private static final double LOW_HERTZ = 60;
    private static final double HIGH_SHARE = 0.475;
    private static final int LEAST_FFT = 512;
    private static final double LEAST_FRAME_SECONDS = 0.025;

    public SpectrogramFrontEnd {
        if (sampleRate < 1 || hopSamples < 1 || frames < 1 || bands < 1 || frameSamples < 1) {
            throw new IllegalArgumentException("The sampleRate (" + sampleRate + "), frameSamples (" + frameSamples
                    + "), hopSamples (" + hopSamples + "), frames (" + frames + ") and bands (" + bands
                    + ") must be at least 1.");
        }
        if (fftSamples < frameSamples || Integer.bitCount(fftSamples) != 1) {
            throw new IllegalArgumentException("The fftSamples (" + fftSamples + ") are no power of two of at least "
                    + frameSamples + ", the frame.");
        }
        if (!(lowHertz >= 0 && lowHertz < highHertz && highHertz <= sampleRate / 2.0)) {
            throw new IllegalArgumentException("The band from " + lowHertz + " to " + highHertz
                    + " Hz is not within 0 to half the sample rate (" + sampleRate + ").");
        }
        if (!(floorDecibels < ceilingDecibels)) {
            throw new IllegalArgumentException("The floorDecibels (" + floorDecibels + ") must be below the"
                    + " ceilingDecibels (" + ceilingDecibels + ").");
        }
    }

    /**
     * Frames that span a clip evenly: overlapping by half, or 25 ms where that is longer.
     *
     * @param clipSamples the part of a recording that is looked at
     */
    public static SpectrogramFrontEnd spanning(int sampleRate, int clipSamples, int frames, int bands) {
        int hop = Math.max(1, clipSamples / frames);
        int frame = Math.max(2 * hop, (int) (LEAST_FRAME_SECONDS * sampleRate));
        int fft = Math.max(LEAST_FFT, Integer.highestOneBit(2 * frame - 1));
        return new SpectrogramFrontEnd(
                sampleRate, frame, hop, fft, frames, bands, LOW_HERTZ, HIGH_SHARE * sampleRate, -100, 0);
    }

    public SpectrogramFrontEnd withRange(double floor, double ceiling) {
        return new SpectrogramFrontEnd(
                sampleRate, frameSamples, hopSamples, fftSamples, frames, bands, lowHertz, highHertz, floor, ceiling);
    }

    /** Samples from the start of the first frame to the end of the last. */
    public int clipSamples() {
        return (frames - 1) * hopSamples + frameSamples;
    }

    /** Decibels {@code [frames, bands]} of 16-bit samples. */
    public float[] decibels(short[] samples) {
        return new MelFilters(this).decibels(samples);
    }

    @Override
    public int columns() {
        return bands;
    }

    @Override
    public Function<short[], float[]> analysis() {
        return new MelFilters(this)::decibels;
    }

    /** The image {@code [frames, bands]} of decibels. */
    @Override
    public byte[] quantize(float[] decibels) {
        byte[] out = new byte[decibels.length];
        for (int i = 0; i < out.length; i++) {
            double share = (decibels[i] - floorDecibels) / (ceilingDecibels - floorDecibels);
            out[i] = (byte) Math.min(255, Math.max(0, (int) Math.floor(255 * share + 0.5)));
        }
        return out;
    }

    @Override
    public Map<String, String> parameters() {
        Map<String, String> all = new TreeMap<>();
        all.put("features", "log-mel spectrogram, rows are time");
        all.put("sampleRate", Integer.toString(sampleRate));
        all.put("frameSamples", Integer.toString(frameSamples));
        all.put("hopSamples", Integer.toString(hopSamples));
        all.put("fftSamples", Integer.toString(fftSamples));
        all.put("window", "hann, periodic");
        all.put("frames", Integer.toString(frames));
        all.put("bands", Integer.toString(bands));
        all.put("lowHertz", Double.toString(lowHertz));
        all.put("highHertz", Double.toString(highHertz));
        all.put("melScale", "2595 log10(1 + f/700), triangles of mean power");
        all.put("floorDecibels", Double.toString(floorDecibels));
        all.put("ceilingDecibels", Double.toString(ceilingDecibels));
        all.put("clip", clipSamples() + " samples in the middle");
        return all;
    }
}
