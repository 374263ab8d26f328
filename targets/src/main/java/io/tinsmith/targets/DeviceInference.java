package io.tinsmith.targets;

import java.util.List;

/**
 * What {@code infer} answered.
 *
 * @param startMicros the device's time before the first counted inference
 * @param endMicros the device's time after the last
 * @param results the last inference's output, dequantized, three decimals
 */
public record DeviceInference(long startMicros, long endMicros, List<Double> results) {
    public DeviceInference {
        results = List.copyOf(results);
    }

    /** Microseconds of the device's clock for all counted inferences together. */
    public long micros() {
        return endMicros - startMicros;
    }
}
