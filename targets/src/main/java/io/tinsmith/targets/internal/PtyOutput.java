package io.tinsmith.targets.internal;

import io.tinsmith.targets.TargetException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What QEMU says on its own output, among it the pseudo terminal it made. */
public final class PtyOutput {
    private static final Pattern PTY = Pattern.compile("char device redirected to (\\S+)");

    private final StringBuilder text = new StringBuilder();
    private final CompletableFuture<String> pty = new CompletableFuture<>();
    private final CompletableFuture<Boolean> end = new CompletableFuture<>();

    private PtyOutput() {}

    /** Starts to read a process's output. */
    public static PtyOutput of(Process process) {
        PtyOutput output = new PtyOutput();
        Thread reader = new Thread(() -> output.read(process), "output of qemu");
        reader.setDaemon(true);
        reader.start();
        return output;
    }

    /** All that was said so far. */
    public String text() {
        synchronized (text) {
            return text.toString().strip();
        }
    }

    /** The path of the pseudo terminal. */
    public String awaitPty(Duration timeout) {
        try {
            return pty.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new TargetException(
                    "The emulator made no serial port; it said: (" + text()
                            + ").\nMaybe the machine is unknown to this QEMU, or the program is no ARM ELF file.",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TargetException("The start of the emulator was interrupted.", e);
        }
    }

    /** Waits until the process has ended and all it said is here, or the time is over. */
    public void awaitEnd(Duration timeout) {
        try {
            end.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new TargetException("The emulator did not end within " + timeout.toSeconds() + " s.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void append(String line) {
        synchronized (text) {
            text.append(line).append('\n');
        }
    }

    private void read(Process process) {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String line;
            while ((line = lines.readLine()) != null) {
                append(line);
                Matcher matcher = PTY.matcher(line);
                if (matcher.find()) {
                    pty.complete(matcher.group(1));
                }
            }
        } catch (IOException e) {
            // The process was killed while we read; what came before stays.
            append("(output ended)");
        } finally {
            pty.completeExceptionally(new TargetException("The emulator ended."));
            end.complete(true);
        }
    }
}
