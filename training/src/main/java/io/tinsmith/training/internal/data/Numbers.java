package io.tinsmith.training.internal.data;

import io.tinsmith.training.DatasetException;
import java.util.Map;

/**
 * How numbers become uint8: whole numbers of 0 to 255 stay, 0 to 1 is multiplied by 255, and any other range is
 * stretched to it.
 *
 * @param low becomes 0
 * @param high becomes 255
 */
record Numbers(double low, double high) {
    /** A source of numbers. */
    @FunctionalInterface
    interface Values {
        double at(int index);
    }

    static Numbers of(Values values, int count, String file) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        boolean whole = true;
        for (int i = 0; i < count; i++) {
            double v = values.at(i);
            if (!Double.isFinite(v)) {
                throw new DatasetException("The value " + i + " of the file (" + file + ") is " + v
                        + ".\nMaybe take out the samples that are not finite.");
            }
            low = Math.min(low, v);
            high = Math.max(high, v);
            whole &= v == Math.rint(v);
        }
        if (whole && low >= 0 && high <= 255 && high > 1) {
            return new Numbers(0, 255);
        }
        if (low >= 0 && high <= 1) {
            return new Numbers(0, 1);
        }
        return new Numbers(low, Math.max(high, Math.nextUp(low)));
    }

    byte quantize(double value) {
        return (byte) Math.min(255, Math.max(0, (int) Math.floor(255 * (value - low) / (high - low) + 0.5)));
    }

    Map<String, String> parameters() {
        return Map.of("valueOf0", Double.toString(low), "valueOf255", Double.toString(high));
    }
}
