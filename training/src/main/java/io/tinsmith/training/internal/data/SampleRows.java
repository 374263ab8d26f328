package io.tinsmith.training.internal.data;

import java.util.function.IntFunction;

/**
 * Samples of a file, each read when it is asked for.
 *
 * @param name of the file or folder, for messages
 * @param bytes whether values are 0 to 255, as of pictures
 * @param rows values of one sample, a new array each time
 */
public record SampleRows(String name, int count, boolean bytes, IntFunction<float[]> rows) {
    public float[] values(int index) {
        return rows.apply(index);
    }
}
