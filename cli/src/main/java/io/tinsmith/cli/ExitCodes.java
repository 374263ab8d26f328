package io.tinsmith.cli;

/** What the process returns. */
public final class ExitCodes {
    public static final int OK = 0;
    public static final int FAILURE = 1;
    public static final int USAGE = 2;
    /** Nothing fits the budget. */
    public static final int DOES_NOT_FIT = 3;
    /** Interrupted by Ctrl-C: 128 + SIGINT. */
    public static final int INTERRUPTED = 130;

    private ExitCodes() {}
}
