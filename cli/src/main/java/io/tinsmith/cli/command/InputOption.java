package io.tinsmith.cli.command;

import picocli.CommandLine.Option;

/** How the input of a network comes in; for the commands that plan memory. */
final class InputOption {
    /** As on the command line. */
    enum Kind {
        WHOLE,
        ROWS
    }

    @Option(
            names = "--input",
            paramLabel = "KIND",
            description = "whole: it stands in the arena; rows: with fused, it may come row by row, as from a camera. "
                    + "Default: whole",
            defaultValue = "WHOLE")
    private Kind kind = Kind.WHOLE;

    boolean byRows() {
        return kind == Kind.ROWS;
    }
}
