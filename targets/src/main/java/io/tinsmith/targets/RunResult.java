package io.tinsmith.targets;

import java.util.List;

/**
 * What a process left.
 *
 * @param command the command line
 * @param exitCode 0 for success
 * @param output standard output and standard error, in the order they came
 */
public record RunResult(List<String> command, int exitCode, String output) {
    private static final int TAIL_CHARS = 2000;

    public RunResult {
        command = List.copyOf(command);
    }

    /** Whether the process ended well. */
    public boolean succeeded() {
        return exitCode == 0;
    }

    /**
     * This result, if the process ended well.
     *
     * @throws TargetException with the end of the output, if not
     */
    public RunResult orThrow() {
        if (!succeeded()) {
            throw new TargetException("The command (" + String.join(" ", command) + ") ended with exit code " + exitCode
                    + ":\n" + tail(output) + "\nMaybe run it by hand in its folder.");
        }
        return this;
    }

    static String tail(String text) {
        String stripped = text.strip();
        return stripped.length() <= TAIL_CHARS ? stripped : "..." + stripped.substring(stripped.length() - TAIL_CHARS);
    }
}
