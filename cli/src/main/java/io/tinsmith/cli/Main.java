package io.tinsmith.cli;

import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;

/** The process: the only place that exits. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        keepTerminal();
        System.exit(commandLine().execute(args));
    }

    /**
     * On a terminal ./tinsmith takes two lines that TensorFlow's native code always prints out of the process's own
     * standard error; what Java prints goes past that filter, else bars could not redraw themselves.
     */
    private static void keepTerminal() {
        String terminal = System.getProperty("tinsmith.stderr", "");
        if (terminal.isEmpty()) {
            return;
        }
        try {
            System.setErr(new PrintStream(new FileOutputStream(terminal, true), true, StandardCharsets.UTF_8));
        } catch (FileNotFoundException e) {
            // Then all goes through the filter.
            return;
        }
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
