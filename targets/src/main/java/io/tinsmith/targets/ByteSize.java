package io.tinsmith.targets;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes in bytes as people write them: {@code KB} and {@code MB} are powers of 1000, {@code KiB} and {@code MiB} of 1024. */
public final class ByteSize {
    private static final Pattern FORM = Pattern.compile("(\\d{1,15})(?:\\.(\\d{1,6}))?\\s*([A-Za-z]*)");

    private ByteSize() {}

    /**
     * The bytes of a text such as {@code 100KB} (100,000), {@code 100KiB} (102,400), {@code 1.5MiB} or {@code 2048}.
     *
     * @throws IllegalArgumentException if it is no size, or not a whole number of bytes
     */
    public static long parse(String text) {
        Matcher matcher = FORM.matcher(text.strip());
        if (!matcher.matches()) {
            throw rubbish(text);
        }
        long unit = unit(matcher.group(3), text);
        String fraction = matcher.group(2);
        try {
            long bytes = Math.multiplyExact(Long.parseLong(matcher.group(1)), unit);
            if (fraction == null) {
                return bytes;
            }
            long denominator = 1;
            for (int i = 0; i < fraction.length(); i++) {
                denominator *= 10;
            }
            long scaled = Math.multiplyExact(Long.parseLong(fraction), unit);
            if (scaled % denominator != 0) {
                throw new IllegalArgumentException(
                        "The size (" + text + ") is not a whole number of bytes.\nMaybe give it in bytes.");
            }
            return Math.addExact(bytes, scaled / denominator);
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("The size (" + text + ") is too large.", e);
        }
    }

    /** A size for people: whole KB, KiB or MiB where it is one, with the exact bytes otherwise. */
    public static String format(long bytes) {
        if (bytes != 0 && bytes % 1_000 == 0) {
            return String.format(Locale.ROOT, "%,d KB", bytes / 1_000);
        }
        if (bytes != 0 && bytes % (1 << 20) == 0) {
            return bytes / (1 << 20) + " MiB";
        }
        if (bytes != 0 && bytes % (1 << 10) == 0) {
            return bytes / (1 << 10) + " KiB";
        }
        return String.format(Locale.ROOT, "%,d bytes", bytes);
    }

    private static long unit(String unit, String text) {
        return switch (unit) {
            case "", "B" -> 1L;
            case "KB", "kB" -> 1_000L;
            case "KiB" -> 1L << 10;
            case "MB" -> 1_000_000L;
            case "MiB" -> 1L << 20;
            default -> throw rubbish(text);
        };
    }

    private static IllegalArgumentException rubbish(String text) {
        return new IllegalArgumentException("The size (" + text + ") is not understood.\n"
                + "Maybe write 100KB (100,000 bytes), 100KiB (102,400 bytes), 1MB, 1MiB or plain bytes.");
    }
}
