package io.tinsmith.targets;

/**
 * The serial port on which a board speaks.
 *
 * @param name the peripheral as the data sheet calls it
 * @param baud bits per second, at least 1
 * @param tx the pin it sends on, empty where the board fixes it
 * @param rx the pin it receives on, empty where the board fixes it
 */
public record Uart(String name, int baud, String tx, String rx) {
    public Uart {
        if (name.isBlank()) {
            throw new IllegalArgumentException("The name of a UART is empty.");
        }
        if (baud < 1) {
            throw new IllegalArgumentException("The baud (" + baud + ") of UART (" + name + ") must be positive.");
        }
    }
}
