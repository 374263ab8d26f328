package io.tinsmith.targets;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;

/** A link with a small device in memory behind it: its network negates bytes. */
final class FakeDevice implements Link {
    final List<String> commands = new ArrayList<>();
    String identity = "ab12,1,netduino-plus-2,double,256";
    int inputBytes = 784;
    /** How many commands to leave unanswered, as a device that boots does. */
    int deaf;
    /** In how many coming uploads to spoil one byte. */
    int spoiledUploads;
    /** The command it hangs on. */
    String silentOn = "";

    boolean gone;
    boolean closed;

    private final Deque<Byte> out = new ArrayDeque<>();
    private final StringBuilder command = new StringBuilder();
    private ByteArrayOutputStream loading = new ByteArrayOutputStream();
    private int expected;
    private byte[] input = {};

    @Override
    public String name() {
        return "fake";
    }

    void say(String... lines) {
        for (String line : lines) {
            for (byte b : (line + "\r\n").getBytes(StandardCharsets.US_ASCII)) {
                out.add(b);
            }
        }
    }

    @Override
    public int read(byte[] buffer, Duration timeout) {
        if (gone) {
            throw new TargetException("The port (fake) gives no bytes any more.");
        }
        // In small pieces, as a serial port gives them.
        int count = 0;
        while (count < Math.min(7, buffer.length) && !out.isEmpty()) {
            buffer[count++] = out.remove();
        }
        return count;
    }

    @Override
    public void write(byte[] bytes) {
        for (byte b : bytes) {
            if (b != '%') {
                command.append((char) b);
                continue;
            }
            String text = command.toString();
            command.setLength(0);
            commands.add(text);
            if (deaf > 0) {
                deaf--;
            } else if (!text.equals(silentOn)) {
                answer(text);
                say("m-ready");
            }
        }
    }

    private void answer(String text) {
        switch (text) {
            case "name" -> say("m-name-dut-[tinsmith]");
            case "profile" -> say("m-profile-[ULPMark for tinyML Firmware V0.0.1]", "m-model-[shirts]");
            case "tns id" -> say("m-tns-id-[" + identity + "]");
            case "tns in" -> say("m-tns-in-[" + input.length + "," + Device.crc(input) + "]");
            case "tns out" -> {
                byte[] output = negated();
                say("m-tns-out-[" + HexFormat.of().formatHex(output) + "," + Device.crc(output) + "]");
            }
            case "tns mem" ->
                say("m-tns-mem-[arena=4000,arena_used=-1,statics=120,stack_reserved=2048,stack_used=600]");
            case "tns ops" -> say("m-tns-op-[0,conv_1x1,500]", "m-tns-op-[1,dense,70]");
            case "tns clock" -> say("m-tns-clock-[570,1000000000]");
            default -> answerLong(text);
        }
    }

    private void answerLong(String text) {
        if (text.startsWith("db load ")) {
            expected = Integer.parseInt(text.substring(8));
            loading = new ByteArrayOutputStream();
            say(
                    expected == inputBytes
                            ? "m-[Expecting " + expected + " bytes]"
                            : "e-[The input has " + inputBytes + "]");
        } else if (text.startsWith("db ")) {
            loading.writeBytes(HexFormat.of().parseHex(text.substring(3)));
            say("m-[" + loading.size() + "]");
            if (loading.size() == expected) {
                input = loading.toByteArray();
                if (spoiledUploads > 0) {
                    spoiledUploads--;
                    input[0] ^= 1;
                }
                say("m-load-done");
            }
        } else if (text.startsWith("infer ")) {
            say("m-warmup-start-0", "m-warmup-done", "m-infer-start-1", "m-lap-us-100", "m-lap-us-350", "m-infer-done");
            say("m-results-[0.125,-1.500]");
        } else {
            say("e-[Unknown command]");
        }
    }

    private byte[] negated() {
        byte[] output = input.clone();
        for (int i = 0; i < output.length; i++) {
            output[i] = (byte) -output[i];
        }
        return output;
    }

    @Override
    public void close() {
        closed = true;
    }
}
