package io.tinsmith.training;

/** A data set's file is missing or malformed; the message names it and says what may help. */
public final class DatasetException extends RuntimeException {
    public DatasetException(String message) {
        super(message);
    }

    public DatasetException(String message, Throwable cause) {
        super(message, cause);
    }
}
