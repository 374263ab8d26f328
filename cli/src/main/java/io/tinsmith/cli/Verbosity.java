package io.tinsmith.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The options that every command has. */
@Command(mixinStandardHelpOptions = true, versionProvider = Version.class)
public final class Verbosity {
    /** A command with these options. */
    public interface Holder {
        Verbosity verbosity();
    }

    @Option(names = "--verbose", description = "Print stack traces and the output of tools.")
    private boolean verbose;

    public boolean isVerbose() {
        return verbose;
    }
}
