package io.tinsmith.cli;

import io.tinsmith.targets.TargetException;
import io.tinsmith.training.CheckpointException;
import io.tinsmith.training.DatasetException;
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
        } else if (!speaksForItself(e)) {
            line.getErr().println("Maybe --verbose, which prints where it happened, tells more.");
        }
        line.getErr().flush();
        return e instanceof DoesNotFitException ? ExitCodes.DOES_NOT_FIT : ExitCodes.FAILURE;
    }

    private static String message(Throwable e) {
        String own = Optional.ofNullable(e.getMessage()).orElse("");
        if (speaksForItself(e) && !own.isEmpty()) {
            return own;
        }
        String kind = e.getClass().getSimpleName();
        return own.isEmpty() ? "Failed with " + kind + "." : "Failed with " + kind + ": " + own;
    }

    /** Ours, which say what, where and "Maybe"; anything else is a surprise. */
    private static boolean speaksForItself(Throwable e) {
        return e instanceof CommandException
                || e instanceof DoesNotFitException
                || e instanceof TargetException
                || e instanceof DatasetException
                || e instanceof CheckpointException
                || e instanceof IllegalArgumentException
                || e instanceof IllegalStateException;
    }

    private static boolean isVerbose(CommandLine line) {
        return line.getCommand() instanceof Verbosity.Holder holder
                && holder.verbosity().isVerbose();
    }
}
