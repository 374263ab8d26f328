package io.tinsmith.targets.internal;

import io.tinsmith.targets.RunResult;
import io.tinsmith.targets.TargetException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Starting processes, and ending them for good. */
public final class Processes {
    private static final long OUTPUT_GRACE_MILLIS = 2000;
    private static final long END_GRACE_MILLIS = 10_000;

    private Processes() {}

    /** Runs a command to its end, output captured; see {@code Toolchain.run}. */
    public static RunResult run(List<String> command, Path folder, Duration timeout) {
        Process process = start(command, folder);
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        Thread reader = drain(process.getInputStream(), output, "output of " + command.get(0));
        try {
            process.getOutputStream().close();
            if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new TargetException("The command (" + String.join(" ", command) + ") did not end within "
                        + timeout.toSeconds() + " s.\nMaybe the machine is busy: try again, or run it by hand.");
            }
            reader.join(OUTPUT_GRACE_MILLIS);
            return new RunResult(command, process.exitValue(), text(output));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TargetException("The command (" + String.join(" ", command) + ") was interrupted.", e);
        } catch (IOException e) {
            throw new TargetException("The command (" + String.join(" ", command) + ") can't be fed.", e);
        } finally {
            kill(process);
        }
    }

    /** Starts a command with standard error joined to standard output. */
    public static Process start(List<String> command, Path folder) {
        try {
            return new ProcessBuilder(command)
                    .directory(folder.toAbsolutePath().toFile())
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            throw new TargetException(
                    "The command (" + String.join(" ", command) + ") can't start in (" + folder
                            + ").\nMaybe check that the program and the folder exist.",
                    e);
        }
    }

    /**
     * Ends a process and all it started, now. Waits, for at most some seconds and even when interrupted, until the
     * process is known to have ended: its output ends before the JVM hears of its end.
     */
    public static void kill(Process process) {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
        process.onExit()
                .completeOnTimeout(process, END_GRACE_MILLIS, TimeUnit.MILLISECONDS)
                .join();
    }

    static Thread drain(InputStream in, ByteArrayOutputStream out, String name) {
        Thread thread = new Thread(
                () -> {
                    try (in) {
                        in.transferTo(out);
                    } catch (IOException e) {
                        // The process was ended while we read: what came before stays.
                        Thread.currentThread().setName(name + " (ended)");
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static String text(ByteArrayOutputStream output) {
        return output.toString(StandardCharsets.UTF_8);
    }
}
