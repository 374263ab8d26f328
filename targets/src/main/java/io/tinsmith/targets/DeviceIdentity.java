package io.tinsmith.targets;

/**
 * Which program a device runs.
 *
 * @param modelSha256 of the model, 64 hexadecimal digits
 * @param runtimeAbi the C runtime's version of interface
 * @param board the board it was built for
 * @param rounding {@code double} or {@code single}
 * @param lineBytes how many bytes it takes in one {@code db} command
 */
public record DeviceIdentity(String modelSha256, String runtimeAbi, String board, String rounding, int lineBytes) {
    /** The bytes a {@code db} command of the MLPerf Tiny protocol carries. */
    public static final int DEFAULT_LINE_BYTES = 31;

    public DeviceIdentity {
        if (lineBytes < 1) {
            throw new IllegalArgumentException("The lineBytes (" + lineBytes + ") must be positive.");
        }
    }
}
