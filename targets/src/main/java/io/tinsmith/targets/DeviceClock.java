package io.tinsmith.targets;

/**
 * The time of the last inference.
 *
 * @param inferenceTicks of the device's timer
 * @param ticksPerSecond the timer's frequency
 */
public record DeviceClock(long inferenceTicks, long ticksPerSecond) {}
