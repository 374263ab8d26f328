package io.tinsmith.targets;

import java.time.Duration;

/** A two-way line of bytes to a device. Used by one thread at a time. */
public interface Link extends AutoCloseable {
    /** What to call it in messages. */
    String name();

    /**
     * Reads what has come, waiting for the first byte.
     *
     * @param buffer at least one byte long, filled from its start
     * @param timeout how long to wait for the first byte
     * @return how many bytes came; 0 if none in time
     * @throws TargetException if the other end is gone
     */
    int read(byte[] buffer, Duration timeout);

    /**
     * Sends all bytes.
     *
     * @throws TargetException if the other end is gone or does not take them
     */
    void write(byte[] bytes);

    /** Closes the line; more than once does no harm. */
    @Override
    void close();
}
