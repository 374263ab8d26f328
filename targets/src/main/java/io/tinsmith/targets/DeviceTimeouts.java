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
    /** 15 s, 10 s and 3 minutes. */
    public static final DeviceTimeouts DEFAULT =
            new DeviceTimeouts(Duration.ofSeconds(15), Duration.ofSeconds(10), Duration.ofMinutes(3));
}
