package io.tinsmith.targets;

import io.tinsmith.targets.internal.CommandLine;
import io.tinsmith.targets.internal.Replies;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * A device that runs our firmware, spoken to by the serial protocol of MLPerf Tiny (EEMBC EnergyRunner) and our
 * commands {@code tns ...}. Every wait has an end, and an error that says which command it was for, what had come, and
 * what to try ({@link TargetException}).
 */
public final class Device implements AutoCloseable {
    private static final String NAME = "m-name-dut-[";
    private static final int UPLOAD_ATTEMPTS = 3;
    private static final Duration ONE_HANDSHAKE = Duration.ofSeconds(2);
    private static final Duration QUIET = Duration.ofMillis(300);

    private final Link link;
    private final CommandLine line;
    private final DeviceTimeouts timeouts;
    private int lineBytes;

    private Device(Link link, DeviceTimeouts timeouts) {
        this.link = link;
        this.line = new CommandLine(link);
        this.timeouts = timeouts;
    }

    /** Shakes hands with the device on a link, with the usual timeouts; see {@link #connect(Link, DeviceTimeouts)}. */
    public static Device connect(Link link) {
        return connect(link, DeviceTimeouts.DEFAULT);
    }

    /**
     * Shakes hands with the device on a link: asks its name until it answers. The device then owns the link.
     *
     * @throws TargetException if it does not answer in time
     */
    public static Device connect(Link link, DeviceTimeouts timeouts) {
        Device device = new Device(link, timeouts);
        device.shakeHands();
        return device;
    }

    private void shakeHands() {
        long deadline = System.nanoTime() + timeouts.handshake().toNanos();
        List<String> lines = new ArrayList<>();
        for (int attempt = 1; attempt == 1 || System.nanoTime() < deadline; attempt++) {
            // The "%" first ends whatever half a command an earlier program left on the line.
            line.send(attempt == 1 ? "name" : "%name");
            long attemptEnd = Math.min(deadline, System.nanoTime() + ONE_HANDSHAKE.toNanos());
            // A boot message ends in m-ready too: read on until the name has come.
            while (System.nanoTime() < attemptEnd) {
                boolean whole = line.reply(lines, Duration.ofNanos(Math.max(1, attemptEnd - System.nanoTime())));
                if (whole && lines.stream().anyMatch(text -> text.startsWith(NAME))) {
                    if (attempt > 1) {
                        line.untilQuiet(QUIET, ONE_HANDSHAKE);
                    }
                    return;
                }
            }
        }
        throw new TargetException("The device on (" + link.name() + ") did not answer (name%) within "
                + timeouts.handshake().toMillis() + " ms; received so far: (" + line.soFar(lines)
                + ").\nMaybe it is another port, another speed, or the firmware does not run: reset the board.");
    }

    /** Which program it runs ({@code tns id}). */
    public DeviceIdentity identity() {
        String command = "tns id";
        List<String> lines = line.ask(command, timeouts.reply());
        List<String> fields = Replies.fields(Replies.bracketed(lines, "m-tns-id-", command), 4, command, lines);
        long bytes =
                fields.size() > 4 ? Replies.number(fields.get(4), command, lines) : DeviceIdentity.DEFAULT_LINE_BYTES;
        if (bytes < 1 || bytes > 1 << 20) {
            throw Replies.unexpected(command, "a LINE_BYTES from 1 to 1048576", lines);
        }
        lineBytes = (int) bytes;
        return new DeviceIdentity(fields.get(0), fields.get(1), fields.get(2), fields.get(3), lineBytes);
    }

    /**
     * Fills the input tensor, proven by its CRC, with up to three attempts.
     *
     * @param input as many bytes as the input tensor has
     */
    public void upload(byte[] input) {
        if (lineBytes == 0) {
            identity();
        }
        String wanted = input.length + "," + crc(input);
        String got = "";
        for (int attempt = 1; attempt <= UPLOAD_ATTEMPTS; attempt++) {
            got = uploadOnce(input);
            if (got.equals(wanted)) {
                return;
            }
        }
        throw new TargetException("The device on (" + link.name() + ") holds another input (" + got
                + ") than was sent (" + wanted + "), after " + UPLOAD_ATTEMPTS
                + " attempts.\nMaybe the model takes another size, or the line loses bytes: try a lower speed.");
    }

    private String uploadOnce(byte[] input) {
        line.ask("db load " + input.length, timeouts.reply());
        HexFormat hex = HexFormat.of();
        for (int at = 0; at < input.length; at += lineBytes) {
            String text = hex.formatHex(input, at, Math.min(input.length, at + lineBytes));
            try {
                line.ask("db " + text, timeouts.reply());
            } catch (TargetException e) {
                // Lost bytes show as a refused or unfinished line: end it, let it quieten, and start again.
                line.send("");
                line.untilQuiet(QUIET, ONE_HANDSHAKE);
                return String.valueOf(e.getMessage());
            }
        }
        return Replies.bracketed(line.ask("tns in", timeouts.reply()), "m-tns-in-", "tns in");
    }

    /**
     * Runs the network on the input it holds.
     *
     * @param count counted inferences, at least 1
     * @param warmups inferences before them, at least 0
     */
    public DeviceInference infer(int count, int warmups) {
        if (count < 1 || warmups < 0) {
            throw new IllegalArgumentException(
                    "The count (" + count + ") must be at least 1 and warmups (" + warmups + ") at least 0.");
        }
        // The protocol's default of warm-ups is 10: always say how many.
        String command = "infer " + count + " " + warmups;
        List<String> lines = line.ask(command, timeouts.inference());
        List<Long> laps = Replies.numbers(lines, "m-lap-us-", command);
        if (laps.size() < 2) {
            throw Replies.unexpected(command, "two lines m-lap-us-N", lines);
        }
        return new DeviceInference(laps.get(0), laps.get(1), results(lines, command));
    }

    private static List<Double> results(List<String> lines, String command) {
        List<Double> results = new ArrayList<>();
        for (String field : Replies.fields(Replies.bracketed(lines, "m-results-", command), 1, command, lines)) {
            try {
                results.add(Double.parseDouble(field.strip()));
            } catch (NumberFormatException e) {
                throw Replies.unexpected(command, "a number for (" + field + ")", lines);
            }
        }
        return results;
    }

    /** The output tensor's bytes, checked by their CRC ({@code tns out}). */
    public byte[] output() {
        String command = "tns out";
        List<String> lines = line.ask(command, timeouts.reply());
        List<String> fields = Replies.fields(Replies.bracketed(lines, "m-tns-out-", command), 2, command, lines);
        byte[] output;
        try {
            output = HexFormat.of().parseHex(fields.get(0));
        } catch (IllegalArgumentException e) {
            throw Replies.unexpected(command, "hexadecimal bytes", lines);
        }
        if (!crc(output).equals(fields.get(1))) {
            throw Replies.unexpected(command, "the CRC " + crc(output), lines);
        }
        return output;
    }

    /** Uploads an input, runs it once without warm-up and returns the output tensor's bytes. */
    public byte[] run(byte[] input) {
        upload(input);
        infer(1, 0);
        return output();
    }

    /**
     * Paints the arena's unused part ({@code tns paint}), so that {@link #memory} tells how much of it the inferences
     * after it wrote. An uploaded input stays.
     */
    public void paint() {
        line.ask("tns paint", timeouts.reply());
    }

    /** What it says of its RAM ({@code tns mem}). */
    public DeviceMemory memory() {
        String command = "tns mem";
        List<String> lines = line.ask(command, timeouts.reply());
        List<String> fields = Replies.fields(Replies.bracketed(lines, "m-tns-mem-", command), 5, command, lines);
        long used = Replies.value(fields, "arena_used", command, lines);
        return new DeviceMemory(
                Replies.value(fields, "arena", command, lines),
                used < 0 ? OptionalLong.empty() : OptionalLong.of(used),
                Replies.value(fields, "statics", command, lines),
                Replies.value(fields, "stack_reserved", command, lines),
                Replies.value(fields, "stack_used", command, lines));
    }

    /** The ops of the last inference with their ticks ({@code tns ops}). */
    public List<DeviceOp> ops() {
        String command = "tns ops";
        List<String> lines = line.ask(command, timeouts.reply());
        List<DeviceOp> ops = new ArrayList<>();
        for (String text : Replies.allBracketed(lines, "m-tns-op-")) {
            List<String> fields = Replies.fields(text, 3, command, lines);
            ops.add(new DeviceOp(
                    (int) Replies.number(fields.get(0), command, lines),
                    String.join(",", fields.subList(1, fields.size() - 1)),
                    Replies.number(fields.get(fields.size() - 1), command, lines)));
        }
        return ops;
    }

    /** The ticks of the last inference, and how many a second has ({@code tns clock}). */
    public DeviceClock clock() {
        String command = "tns clock";
        List<String> lines = line.ask(command, timeouts.reply());
        List<String> fields = Replies.fields(Replies.bracketed(lines, "m-tns-clock-", command), 2, command, lines);
        return new DeviceClock(
                Replies.number(fields.get(0), command, lines), Replies.number(fields.get(1), command, lines));
    }

    /** The model's name as the firmware tells it ({@code profile}). */
    public String modelName() {
        return Replies.bracketed(line.ask("profile", timeouts.reply()), "m-model-", "profile");
    }

    /** Sends any command of the protocol, without its {@code %}, and returns the reply's lines without {@code m-ready}. */
    public List<String> ask(String command) {
        if (!Pattern.matches("[ -$&-~]+", command)) {
            throw new IllegalArgumentException(
                    "The command (" + command + ") must be printable ASCII without %.\nMaybe leave out the %.");
        }
        return line.ask(command, timeouts.reply());
    }

    @Override
    public void close() {
        link.close();
    }

    /** The CRC-32 (IEEE 802.3) of bytes, eight hexadecimal digits. */
    public static String crc(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return String.format("%08x", crc.getValue());
    }
}
