package io.tinsmith.targets.internal;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Names near a mistyped one, by edit distance (Levenshtein 1966). */
public final class NearNames {
    private NearNames() {}

    /** At most three names: those within a third of the name's length in edits or sharing its start, nearest first. */
    public static List<String> of(String name, Collection<String> known) {
        int limit = Math.max(2, name.length() / 3);
        return known.stream()
                .filter(k -> distance(name, k) <= limit || (name.length() >= 3 && k.contains(name)))
                .sorted(Comparator.comparingInt((String k) -> distance(name, k)).thenComparing(k -> k))
                .limit(3)
                .toList();
    }

    static int distance(String a, String b) {
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substituted = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(substituted, 1 + Math.min(previous[j], current[j - 1]));
            }
            previous = current;
        }
        return previous[b.length()];
    }
}
