package io.tinsmith.targets.internal;

import io.tinsmith.targets.Link;
import io.tinsmith.targets.TargetException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The line discipline of the MLPerf Tiny protocol: commands end in {@code %}, replies are lines that end {@code \r\n},
 * the last of each is {@code m-ready}.
 */
public final class CommandLine {
    private static final String READY = "m-ready";
    private static final String ERROR = "e-[";
    private static final int SHOWN_CHARS = 400;

    private final Link link;
    private final byte[] chunk = new byte[4096];
    private int chunkAt;
    private int chunkEnd;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    public CommandLine(Link link) {
        this.link = link;
    }

    /** The link's name. */
    public String name() {
        return link.name();
    }

    /**
     * Sends a command and waits for the whole of its reply.
     *
     * @param command without the {@code %}
     * @return the reply's lines, without {@code m-ready}
     * @throws TargetException on an error line, or if the reply isn't whole in time
     */
    public List<String> ask(String command, Duration timeout) {
        send(command);
        List<String> lines = new ArrayList<>();
        if (!reply(lines, timeout)) {
            throw new TargetException("The device on (" + link.name() + ") gave no m-ready to (" + shown(command)
                    + ") within " + timeout.toMillis() + " ms; received so far: (" + soFar(lines)
                    + ").\nMaybe its program hangs or has faulted: reset it, or look at its output in a terminal.");
        }
        for (String text : lines) {
            if (text.startsWith(ERROR)) {
                throw new TargetException("The device on (" + link.name() + ") refused (" + shown(command) + "): "
                        + text + "\nMaybe its firmware is of another version: build and flash it again.");
            }
        }
        return lines;
    }

    /** Sends a command, not waiting for anything. */
    public void send(String command) {
        link.write((command + "%").getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * Adds the lines of a reply up to {@code m-ready} to a list.
     *
     * @return whether {@code m-ready} came in time
     */
    public boolean reply(List<String> lines, Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (true) {
            String text = line(deadline);
            if (text == null) {
                return false;
            }
            if (text.equals(READY)) {
                return true;
            }
            if (!text.isEmpty()) {
                lines.add(text);
            }
        }
    }

    /** Throws away what comes until the line is quiet for a while, at most for a time. */
    public void untilQuiet(Duration quiet, Duration atMost) {
        long deadline = System.nanoTime() + atMost.toNanos();
        line.reset();
        do {
            chunkAt = 0;
            chunkEnd = link.read(chunk, quiet);
        } while (chunkEnd > 0 && System.nanoTime() < deadline);
        chunkEnd = 0;
    }

    /** What has come of a line that isn't whole yet. */
    public String soFar(List<String> lines) {
        return shown(String.join(" | ", lines) + (line.size() > 0 ? " | " + text() + "..." : ""));
    }

    private @Nullable String line(long deadline) {
        while (true) {
            while (chunkAt < chunkEnd) {
                byte next = chunk[chunkAt++];
                if (next == '\n') {
                    String text = text();
                    line.reset();
                    return text;
                }
                if (next != '\r') {
                    line.write(next);
                }
            }
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return null;
            }
            chunkAt = 0;
            // In whole tenths of a second, so that a link which must be told its timeout is told it rarely.
            chunkEnd = link.read(chunk, Duration.ofMillis(Math.min(1000, 100 * (left / 100_000_000 + 1))));
        }
    }

    private String text() {
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    private static String shown(String text) {
        return text.length() <= SHOWN_CHARS ? text : text.substring(0, SHOWN_CHARS) + "...";
    }
}
