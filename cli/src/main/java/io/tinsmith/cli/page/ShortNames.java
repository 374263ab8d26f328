package io.tinsmith.cli.page;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Cuts names of tensors, paths such as {@code model/activation_3/Relu}, to what still tells them apart. */
final class ShortNames {
    /** Stands for what was cut. */
    static final String CUT = "\u2026";

    /** Parts of paths that several names share. */
    private final Set<String> ambiguous = new HashSet<>();

    ShortNames(List<String> names) {
        Set<String> seen = new HashSet<>();
        for (String path : names.stream().map(ShortNames::path).distinct().toList()) {
            for (String part : path.split("/", -1)) {
                if (!seen.add(part)) {
                    ambiguous.add(part);
                }
            }
        }
    }

    /**
     * At most {@code length} characters, at least 2. The rows of a ring are the first to go, then the path, down to the
     * part that no other name has: its last, or the one before.
     */
    String shorten(String name, int length) {
        String path = path(name);
        String rows = rows(name);
        if (path.length() + rows.length() <= length) {
            return path + rows;
        }
        String telling = telling(path);
        if (telling.length() + rows.length() <= length) {
            return telling + rows;
        }
        if (telling.length() <= length) {
            return telling;
        }
        // What differs stands at the end of one part, as in activation_12, and at the front of two, as in
        // block4/expand.
        return telling.contains("/")
                ? telling.substring(0, length - 1) + CUT
                : CUT + telling.substring(telling.length() - length + 1);
    }

    private String telling(String path) {
        String[] parts = path.split("/", -1);
        String last = parts[parts.length - 1];
        if (parts.length == 1 || !ambiguous.contains(last)) {
            return last;
        }
        String before = parts[parts.length - 2];
        return ambiguous.contains(before) ? before + "/" + last : before;
    }

    /** Converters join names by semicolons: the first of them. */
    private static String path(String name) {
        String path = name.substring(0, name.length() - rows(name).length());
        return path.contains(";") ? path.substring(0, path.indexOf(';')) : path;
    }

    private static String rows(String name) {
        return name.endsWith(")") && name.contains(" (") ? name.substring(name.lastIndexOf(" (")) : "";
    }
}
