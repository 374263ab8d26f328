package io.tinsmith.cli;

import picocli.CommandLine;

/** The process: the only place that exits. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    /** The parser with all commands, exit codes and error messages set up. */
    public static CommandLine commandLine() {
        return new CommandLine(new TinsmithCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setParameterExceptionHandler(new UsagePrinter())
                .setExecutionExceptionHandler(new FailurePrinter());
    }
}
