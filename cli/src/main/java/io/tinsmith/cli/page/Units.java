package io.tinsmith.cli.page;

import java.util.Locale;

/** Numbers for people. KiB is 1024 bytes. */
public final class Units {
    private static final int MOST_NAME = 40;

    private Units() {}

    /** {@code 1,234,567}. */
    public static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /** {@code 12.3 KiB}, or {@code 123 B} below one. */
    public static String bytes(long value) {
        return value < 1024 ? value + " B" : String.format(Locale.ROOT, "%.1f KiB", value / 1024.0);
    }

    /** {@code 1.23 M}, {@code 45.6 k}. */
    public static String big(long value) {
        return big((double) value);
    }

    /** {@code 1.23 M}, {@code 45.6 k}. */
    public static String big(double value) {
        double size = Math.abs(value);
        if (size >= 1e9) {
            return String.format(Locale.ROOT, "%.2f G", value / 1e9);
        }
        if (size >= 1e6) {
            return String.format(Locale.ROOT, "%.2f M", value / 1e6);
        }
        return size >= 1e4
                ? String.format(Locale.ROOT, "%.1f k", value / 1e3)
                : String.format(Locale.ROOT, "%.0f", value);
    }

    /** Milliseconds: {@code 0.123}, {@code 12.3}, {@code 1,234}. */
    static String millis(double value) {
        return String.format(Locale.ROOT, value < 1 ? "%.3f" : value < 1e3 ? "%.1f" : "%,.0f", value);
    }

    /** A share in [0, 1] as {@code 91.23 %}. */
    public static String percent(double share) {
        return String.format(Locale.ROOT, "%.2f %%", 100 * share);
    }

    /**
     * A name of an op that a table can hold: of names that a converter joined by semicolons the first, of a long path
     * its end.
     */
    public static String opName(String name) {
        String first = name.contains(";") ? name.substring(0, name.indexOf(';')) : name;
        return first.length() <= MOST_NAME ? first : "\u2026" + first.substring(first.length() - MOST_NAME + 1);
    }

    /** A factor of MACs as what it adds: {@code +12.3 %}. */
    static String overhead(double factor) {
        return String.format(Locale.ROOT, "+%.1f %%", 100 * (factor - 1));
    }

    /** At most three digits after the point and no trailing zeros, for ticks. */
    static String tick(double value) {
        String text = String.format(Locale.ROOT, "%.3f", value);
        return text.replaceAll("\\.?0+$", "").replaceAll("^-0$", "0");
    }
}
