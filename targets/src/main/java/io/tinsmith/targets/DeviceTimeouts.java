package io.tinsmith.targets;

import java.time.Duration;

/**
 * How long to wait for a device.
 *
 * @param handshake for the first answer after opening; the first byte can take a second
 * @param reply for the answer to a short command
 * @param inference for the answer to {@code infer}
 */
public record DeviceTimeouts(Duration handshake, Duration reply, Duration inference) {
    /** 20 s, 20 s and 3 minutes: on a busy machine an emulator was seen to stand still for up to 10 s. */
    public static final DeviceTimeouts DEFAULT =
            new DeviceTimeouts(Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofMinutes(3));
}
