package io.tinsmith.training;

/** A checkpoint cannot be written or read, or belongs to another training. */
public final class CheckpointException extends RuntimeException {
    public CheckpointException(String message) {
        super(message);
    }

    public CheckpointException(String message, Throwable cause) {
        super(message, cause);
    }
}
