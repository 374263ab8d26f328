package io.tinsmith.training.internal.data;

import io.tinsmith.training.CepstralFrontEnd;
import io.tinsmith.training.SoundFrontEnd;
import io.tinsmith.training.SpectrogramFrontEnd;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The range of values that becomes 0 to 255, from the training recordings: all but few of the values lie within. */
final class SoundRanges {
    private static final double FLOOR_QUANTILE = 0.02;
    private static final double CEILING_QUANTILE = 0.999;
    private static final double MOST_DECIBELS = 80;
    /** Of a coefficient both tails matter. */
    private static final double TAIL = 0.002;

    private SoundRanges() {}

    static SoundFrontEnd of(SoundFrontEnd plain, List<float[]> values) {
        return plain instanceof CepstralFrontEnd cepstral
                ? cepstral(cepstral, values)
                : spectrogram((SpectrogramFrontEnd) plain, values);
    }

    private static SpectrogramFrontEnd spectrogram(SpectrogramFrontEnd plain, List<float[]> decibels) {
        float[] all = sorted(decibels, 1, 0);
        double ceiling = Math.ceil(quantile(all, CEILING_QUANTILE));
        double floor = Math.floor(quantile(all, FLOOR_QUANTILE));
        floor = Math.max(ceiling - MOST_DECIBELS, Math.min(floor, ceiling - 1));
        return plain.withRange(floor, ceiling);
    }

    private static CepstralFrontEnd cepstral(CepstralFrontEnd plain, List<float[]> coefficients) {
        List<Double> floors = new ArrayList<>();
        List<Double> ceilings = new ArrayList<>();
        for (int n = 0; n < plain.columns(); n++) {
            float[] all = sorted(coefficients, plain.columns(), n);
            double floor = Math.floor(quantile(all, TAIL));
            floors.add(floor);
            ceilings.add(Math.max(floor + 1, Math.ceil(quantile(all, 1 - TAIL))));
        }
        return plain.withRanges(floors, ceilings);
    }

    /** Every {@code columns}-th value, from {@code column} on. */
    private static float[] sorted(List<float[]> values, int columns, int column) {
        int each = values.get(0).length / columns;
        float[] all = new float[each * values.size()];
        for (int i = 0; i < values.size(); i++) {
            for (int k = 0; k < each; k++) {
                all[i * each + k] = values.get(i)[k * columns + column];
            }
        }
        Arrays.sort(all);
        return all;
    }

    private static double quantile(float[] sorted, double share) {
        return sorted[(int) (share * (sorted.length - 1))];
    }
}
