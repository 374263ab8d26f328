package io.tinsmith.cli.page;

import java.util.ArrayList;
import java.util.List;

/** Breaks long lines between words. */
final class Wrap {
    private static final int COLUMNS = 80;

    private Wrap() {}

    /** The text in lines of at most 80 columns, all but the first indented by two; a longer word stands alone. */
    static List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > COLUMNS) {
                lines.add(line.toString());
                line = new StringBuilder("  ").append(word);
            } else {
                line.append(line.isEmpty() ? "" : " ").append(word);
            }
        }
        lines.add(line.toString());
        return lines;
    }
}
