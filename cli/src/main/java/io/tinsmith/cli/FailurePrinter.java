package io.tinsmith.cli;

import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Turns an exception into one message on standard error and an exit code; the stack trace only with --verbose. */
final class FailurePrinter implements IExecutionExceptionHandler {
    @Override
    public int handleExecutionException(Exception e, CommandLine line, ParseResult result) {
        line.getErr().println(line.getColorScheme().errorText(message(e)));
        if (isVerbose(line)) {
            e.printStackTrace(line.getErr());
        } else if (!(e instanceof CommandException || e instanceof DoesNotFitException)) {
            line.getErr().println("Maybe --verbose, which prints where it happened, tells more.");
        }
        line.getErr().flush();
        return e instanceof DoesNotFitException ? ExitCodes.DOES_NOT_FIT : ExitCodes.FAILURE;
    }

    private static String message(Throwable e) {
        String own = Optional.ofNullable(e.getMessage()).orElse("");
        boolean speaksForItself = e instanceof CommandException
                || e instanceof DoesNotFitException
                || e instanceof IllegalArgumentException
                || e instanceof IllegalStateException;
        if (speaksForItself && !own.isEmpty()) {
            return own;
        }
        String kind = e.getClass().getSimpleName();
        return own.isEmpty() ? "Failed with " + kind + "." : "Failed with " + kind + ": " + own;
    }

    private static boolean isVerbose(CommandLine line) {
        return line.getCommand() instanceof Verbosity.Holder holder
                && holder.verbosity().isVerbose();
    }
}
