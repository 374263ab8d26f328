package io.tinsmith.cli;

/** Nothing fits the budget; the message says the least that would do. */
public final class DoesNotFitException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public DoesNotFitException(String message) {
        super(message);
    }
}
