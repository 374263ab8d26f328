package io.tinsmith.cli.calibrate;

import io.tinsmith.codegen.Firmware;
import io.tinsmith.targets.Device;
import io.tinsmith.targets.DeviceClock;
import io.tinsmith.targets.DeviceOp;
import java.util.List;
import java.util.function.LongUnaryOperator;

/** Builds and runs a firmware and counts. */
public interface Probe {
    /** What it counts, for people and as the name of a folder: {@code instructions} or {@code cycles}. */
    String unit();

    /** Where it counts, for people. */
    String where();

    /**
     * Builds a firmware and runs it once.
     *
     * @param sha256 by which the firmware names its model
     */
    Measured measure(Firmware firmware, String sha256, byte[] input);

    /** Runs what a device holds; {@code scale} makes units of its ticks. */
    static Measured run(Device device, byte[] input, LongUnaryOperator scale) {
        device.run(input);
        DeviceClock clock = device.clock();
        List<Long> ops = device.ops().stream()
                .map(DeviceOp::ticks)
                .map(scale::applyAsLong)
                .toList();
        return new Measured(
                ops, scale.applyAsLong(clock.inferenceTicks()), Math.toIntExact(Math.max(1, scale.applyAsLong(1))));
    }
}
