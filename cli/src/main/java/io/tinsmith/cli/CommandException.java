package io.tinsmith.cli;

/** A command failed for a reason that the user can act on: what failed, where, and a line "Maybe ...". */
public final class CommandException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public CommandException(String message) {
        super(message);
    }

    public CommandException(String message, Throwable cause) {
        super(message, cause);
    }
}
