package io.tinsmith.training;

import io.tinsmith.training.internal.data.MelFilters;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Mel-frequency cepstral coefficients (Davis and Mermelstein 1980, doi:10.1109/TASSP.1980.1163420): of each frame's
 * decibels {@code d} in {@code B} mel bands, from {@link SpectrogramFrontEnd}, the first coefficients of the orthonormal
 * DCT-II, {@code c[n] = s[n] sum(d[b] cos(pi n (b + 1/2) / B))}, {@code s[0] = sqrt(1 / B)}, else {@code sqrt(2 / B)}. There
 * is no pre-emphasis and no liftering. Each coefficient has a range of its own: {@code floors} are 0, {@code ceilings} 255.
 *
 * @param mel the bands, at least as many as coefficients; its range of decibels is not used
 * @param floors by coefficient, each below its ceiling
 */
public record CepstralFrontEnd(SpectrogramFrontEnd mel, List<Double> floors, List<Double> ceilings)
        implements SoundFrontEnd {
    /** As in "Hello Edge" (Zhang et al., arXiv:1711.07128) and MLPerf Tiny's keyword spotting, which take 10 of 40. */
    private static final int BANDS = 40;

    public CepstralFrontEnd {
        floors = List.copyOf(floors);
        ceilings = List.copyOf(ceilings);
        if (floors.isEmpty() || floors.size() != ceilings.size() || floors.size() > mel.bands()) {
            throw new IllegalArgumentException("There are " + floors.size() + " floors and " + ceilings.size()
                    + " ceilings; both must be 1 to " + mel.bands() + ", the bands, and as many.");
        }
        for (int n = 0; n < floors.size(); n++) {
            if (!(floors.get(n) < ceilings.get(n))) {
                throw new IllegalArgumentException("The floor (" + floors.get(n) + ") of coefficient " + n
                        + " must be below its ceiling (" + ceilings.get(n) + ").");
            }
        }
    }

    /** Of 40 bands, or as many as coefficients, in frames that span a clip; no ranges yet. */
    public static CepstralFrontEnd spanning(int sampleRate, int clipSamples, int frames, int coefficients) {
        SpectrogramFrontEnd mel =
                SpectrogramFrontEnd.spanning(sampleRate, clipSamples, frames, Math.max(BANDS, coefficients));
        return new CepstralFrontEnd(
                mel, Collections.nCopies(coefficients, -1.0), Collections.nCopies(coefficients, 1.0));
    }

    public CepstralFrontEnd withRanges(List<Double> otherFloors, List<Double> otherCeilings) {
        return new CepstralFrontEnd(mel, otherFloors, otherCeilings);
    }

    @Override
    public int frames() {
        return mel.frames();
    }

    @Override
    public int columns() {
        return floors.size();
    }

    @Override
    public Function<short[], float[]> analysis() {
        MelFilters filters = new MelFilters(mel);
        double[][] cosines = cosines();
        return samples -> transform(filters.decibels(samples), cosines);
    }

    @Override
    public byte[] quantize(float[] values) {
        byte[] out = new byte[values.length];
        for (int i = 0; i < out.length; i++) {
            double floor = floors.get(i % columns());
            double share = (values[i] - floor) / (ceilings.get(i % columns()) - floor);
            out[i] = (byte) Math.min(255, Math.max(0, (int) Math.floor(255 * share + 0.5)));
        }
        return out;
    }

    @Override
    public Map<String, String> parameters() {
        Map<String, String> all = new TreeMap<>(mel.parameters());
        all.remove("floorDecibels");
        all.remove("ceilingDecibels");
        all.put("features", "mel-frequency cepstral coefficients, rows are time");
        all.put("coefficients", Integer.toString(columns()));
        all.put("transform", "orthonormal DCT-II of decibels, no pre-emphasis, no liftering");
        all.put("floors", text(floors));
        all.put("ceilings", text(ceilings));
        return all;
    }

    private static String text(List<Double> values) {
        return values.stream().map(v -> Double.toString(v)).collect(Collectors.joining(" "));
    }

    private double[][] cosines() {
        int bands = mel.bands();
        double[][] rows = new double[columns()][bands];
        for (int n = 0; n < rows.length; n++) {
            double scale = StrictMath.sqrt((n == 0 ? 1.0 : 2.0) / bands);
            for (int b = 0; b < bands; b++) {
                rows[n][b] = scale * StrictMath.cos(StrictMath.PI * n * (b + 0.5) / bands);
            }
        }
        return rows;
    }

    /** Of decibels {@code [frames, bands]}. */
    private static float[] transform(float[] decibels, double[][] cosines) {
        int bands = cosines[0].length;
        int frames = decibels.length / bands;
        float[] out = new float[frames * cosines.length];
        for (int f = 0; f < frames; f++) {
            for (int n = 0; n < cosines.length; n++) {
                double sum = 0;
                for (int b = 0; b < bands; b++) {
                    sum += cosines[n][b] * decibels[f * bands + b];
                }
                out[f * cosines.length + n] = (float) sum;
            }
        }
        return out;
    }
}
