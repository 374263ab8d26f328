package io.tinsmith.cli;

import io.tinsmith.targets.TargetException;
import io.tinsmith.training.CheckpointException;
import io.tinsmith.training.DatasetException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
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
        if (e instanceof UncheckedIOException && e.getCause() != null) {
            return message(e.getCause());
        }
        if (e instanceof FileSystemException file) {
            return "The path (" + file.getFile() + ") cannot be read or written: " + reason(file)
                    + ".\nMaybe give another path, or check its rights.";
        }
        if (isDiskFull(e)) {
            return "The disk is full: " + e.getMessage() + ".\nMaybe free some space, or give another --out.";
        }
        String own = Optional.ofNullable(e.getMessage()).orElse("");
        if (speaksForItself(e) && !own.isEmpty()) {
            return own;
        }
        String kind = e.getClass().getSimpleName();
        return own.isEmpty() ? "Failed with " + kind + "." : "Failed with " + kind + ": " + own;
    }

    private static String reason(FileSystemException e) {
        if (e instanceof NoSuchFileException) {
            return "no such file or directory";
        }
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        return Optional.ofNullable(e.getReason()).orElse(e.getClass().getSimpleName());
    }

    /** Java has no exception of its own for it: the system's text tells. */
    private static boolean isDiskFull(Throwable e) {
        return e instanceof IOException
                && Optional.ofNullable(e.getMessage()).orElse("").contains("No space left");
    }

    /** Ours, which say what, where and "Maybe"; anything else is a surprise. */
    private static boolean speaksForItself(Throwable e) {
        return e instanceof CommandException
                || e instanceof DoesNotFitException
                || e instanceof TargetException
                || e instanceof DatasetException
                || e instanceof CheckpointException
                || e instanceof IllegalArgumentException
                || e instanceof IllegalStateException
                || e instanceof FileSystemException
                || isDiskFull(e)
                || (e instanceof UncheckedIOException && e.getCause() != null && speaksForItself(e.getCause()));
    }

    private static boolean isVerbose(CommandLine line) {
        return line.getCommand() instanceof Verbosity.Holder holder
                && holder.verbosity().isVerbose();
    }
}
