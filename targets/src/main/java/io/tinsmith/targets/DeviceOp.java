package io.tinsmith.targets;

/**
 * The time of one op in the last inference.
 *
 * @param index its place in the schedule
 * @param name as the generated code calls it
 * @param ticks of the device's timer; see {@link DeviceClock}
 */
public record DeviceOp(int index, String name, long ticks) {}
