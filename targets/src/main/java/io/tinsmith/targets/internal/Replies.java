package io.tinsmith.targets.internal;

import io.tinsmith.targets.TargetException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Picks values out of reply lines. */
public final class Replies {
    private Replies() {}

    /** The text in brackets of the one line {@code PREFIX[...]}. */
    public static String bracketed(List<String> lines, String prefix, String command) {
        List<String> all = allBracketed(lines, prefix);
        if (all.isEmpty()) {
            throw unexpected(command, prefix + "[...]", lines);
        }
        return all.get(0);
    }

    /** The texts in brackets of all lines {@code PREFIX[...]}. */
    public static List<String> allBracketed(List<String> lines, String prefix) {
        List<String> all = new ArrayList<>();
        for (String line : lines) {
            if (line.startsWith(prefix + "[") && line.endsWith("]")) {
                all.add(line.substring(prefix.length() + 1, line.length() - 1));
            }
        }
        return all;
    }

    /** The numbers after {@code PREFIX}, in the order of their lines. */
    public static List<Long> numbers(List<String> lines, String prefix, String command) {
        List<Long> all = new ArrayList<>();
        for (String line : lines) {
            if (line.startsWith(prefix)) {
                all.add(number(line.substring(prefix.length()), command, lines));
            }
        }
        return all;
    }

    /** A decimal number. */
    public static long number(String text, String command, List<String> lines) {
        try {
            return Long.parseLong(text.strip());
        } catch (NumberFormatException e) {
            throw unexpected(command, "a whole number for (" + text + ")", lines);
        }
    }

    /** The fields of a bracketed text, at least this many. */
    public static List<String> fields(String text, int atLeast, String command, List<String> lines) {
        List<String> fields = Arrays.asList(text.split(",", -1));
        if (fields.size() < atLeast) {
            throw unexpected(command, "at least " + atLeast + " fields", lines);
        }
        return fields;
    }

    /** The number of {@code KEY=NUMBER} among fields. */
    public static long value(List<String> fields, String key, String command, List<String> lines) {
        Optional<String> field =
                fields.stream().filter(f -> f.strip().startsWith(key + "=")).findFirst();
        String text = field.orElseThrow(() -> unexpected(command, key + "=NUMBER", lines))
                .strip()
                .substring(key.length() + 1);
        return number(text, command, lines);
    }

    /** The error for a reply that lacks something. */
    public static TargetException unexpected(String command, String expected, List<String> lines) {
        return new TargetException(
                "The device's reply to (" + command + ") lacks " + expected + "; it was: (" + String.join(" | ", lines)
                        + ").\nMaybe its firmware is of another version: build and flash it again.");
    }
}
