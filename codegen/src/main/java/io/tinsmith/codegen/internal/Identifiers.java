package io.tinsmith.codegen.internal;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Turns names from users into C identifiers that are legal, not reserved, and different from each other. The same
 * wishes in the same order give the same names.
 */
public final class Identifiers {
    private static final Set<String> RESERVED = Set.of(
            "auto break case char const continue default do double else enum extern float for goto if inline int long"
                    .split(" "));
    private static final Set<String> RESERVED_TOO = Set.of(
            ("register restrict return short signed sizeof static struct switch typedef union unsigned void volatile"
                            + " while asm typeof bool true false main errno stdin stdout stderr linux unix")
                    .split(" "));

    /** With its end a name of an op takes at most 48 bytes of flash. */
    private static final int MOST_OP_NAME = 47;

    private final Set<String> taken = new HashSet<>();

    /** A lower-case identifier as close to the wish as can be. */
    public String allocate(String wish) {
        String base =
                wish.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_").replaceAll("^_+|_+$", "");
        if (base.isEmpty() || Character.isDigit(base.charAt(0))) {
            base = "t_" + base;
        }
        // The runtime owns tns_, and 31 characters are what C99 promises for linkage; ours are static but not endless.
        if (base.startsWith("tns_") || RESERVED.contains(base) || RESERVED_TOO.contains(base)) {
            base = "t_" + base;
        }
        base = base.length() > 40 ? base.substring(0, 40) : base;
        String name = base;
        for (int i = 2; !taken.add(name); i++) {
            name = base + "_" + i;
        }
        return name;
    }

    /** A name for people and for protocol lines: letters, digits and {@code _ . / -}; the rest becomes {@code _}. */
    public static String plain(String name) {
        String plain = name.replaceAll("[^A-Za-z0-9_./-]", "_");
        return plain.isEmpty() ? "_" : plain;
    }

    /**
     * The name by which firmware knows an op, from that of its output: of names that a converter joined by semicolons the
     * first, of a long path its end; then as {@link #plain}.
     */
    public static String opName(String output) {
        int joined = output.indexOf(';');
        String first = joined > 0 ? output.substring(0, joined) : output;
        return plain(first.substring(Math.max(0, first.length() - MOST_OP_NAME)));
    }
}
