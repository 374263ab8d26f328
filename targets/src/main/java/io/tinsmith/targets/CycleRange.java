package io.tinsmith.targets;

/**
 * Cycles that something takes, as an estimate.
 *
 * @param low the band's low end
 * @param high the band's high end
 */
public record CycleRange(double cycles, double low, double high) {}
