package io.tinsmith.training;

import java.util.Arrays;
import java.util.List;

/**
 * From what files hold to what a model takes: a byte {@code b}, as of a picture, is {@code low + b / 255 * (high - low)}, a
 * number is what it is; then {@code (v - mean) / deviation}.
 *
 * @param low of a byte 0
 * @param high of a byte 255
 * @param mean one for all, or one a channel
 * @param deviation as many
 */
public record SampleScale(double low, double high, List<Double> mean, List<Double> deviation) {
    public SampleScale {
        mean = List.copyOf(mean);
        deviation = List.copyOf(deviation);
        if (!(low < high) || Double.isInfinite(high - low)) {
            throw new IllegalArgumentException(
                    "The input range (" + low + " to " + high + ") is empty or not finite.\nMaybe write 0,1 or -1,1.");
        }
        if (mean.isEmpty() || deviation.isEmpty() || !mean.stream().allMatch(Double::isFinite)) {
            throw new IllegalArgumentException("The mean " + mean + " is not finite.\nMaybe write 0.5 or 0.5,0.4,0.4.");
        }
        if (!deviation.stream().allMatch(d -> d > 0 && Double.isFinite(d))) {
            throw new IllegalArgumentException(
                    "The deviation " + deviation + " is not positive and finite.\nMaybe write 0.25 or 0.2,0.2,0.2.");
        }
    }

    /** Bytes as 0 to 1, nothing else. */
    public static SampleScale standard() {
        return new SampleScale(0, 1, List.of(0.0), List.of(1.0));
    }

    /** Whether a mean and a deviation are applied. */
    public boolean isStandardized() {
        return mean.stream().anyMatch(m -> m != 0) || deviation.stream().anyMatch(d -> d != 1);
    }

    float ofByte(int b) {
        return (float) (low + (b & 0xFF) / 255.0 * (high - low));
    }

    /** The values of images, their channels innermost, in their place. */
    void standardize(float[] values, int channels) {
        for (List<Double> each : Arrays.asList(mean, deviation)) {
            if (each.size() != 1 && each.size() != channels) {
                throw new IllegalArgumentException("There are " + each.size() + " values " + each
                        + " for means or deviations of " + channels + " channels.\nMaybe give one for all.");
            }
        }
        if (isStandardized()) {
            for (int i = 0; i < values.length; i++) {
                int c = i % channels;
                double m = mean.get(mean.size() == 1 ? 0 : c);
                values[i] = (float) ((values[i] - m) / deviation.get(deviation.size() == 1 ? 0 : c));
            }
        }
    }
}
