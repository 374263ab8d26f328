package io.tinsmith.cli.console;

/** How far a task is. */
public interface Progress extends AutoCloseable {
    /** Moves on to {@code done} of the task's total. */
    void to(long done);

    /** What stands beside the bar, for example the accuracy so far. */
    void note(String text);

    /** A result within the task, such as an epoch's: kept on the screen where the output is no terminal. */
    void milestone(String text);

    @Override
    void close();
}
