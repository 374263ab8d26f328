package io.tinsmith.targets;

/** A tool, an emulator, a port or a device did not do what it should; the message says what and what to try. */
public class TargetException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public TargetException(String message) {
        super(message);
    }

    public TargetException(String message, Throwable cause) {
        super(message, cause);
    }
}
