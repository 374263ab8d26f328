package io.tinsmith.targets;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * Cycles as a {@link CycleModel} estimates them.
 *
 * @param kinds what they go to; all kinds are there
 * @param low the band's low end: nothing waits for flash
 * @param high the band's high end
 */
public record CycleEstimate(Map<CycleKind, Double> kinds, double low, double high) {
    /** From this share of the cycles on, an op is said to be bound by flash. */
    private static final double FLASH_BOUND = 0.25;

    public CycleEstimate {
        kinds = Collections.unmodifiableMap(new EnumMap<>(kinds));
    }

    public double cycles() {
        return kinds.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    /** Whether much of the time is waiting for weights: there the estimate is least sure. */
    public boolean flashBound() {
        return kinds.getOrDefault(CycleKind.FLASH_WAIT, 0.0) > FLASH_BOUND * cycles();
    }
}
