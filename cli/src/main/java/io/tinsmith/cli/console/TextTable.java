package io.tinsmith.cli.console;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A table of text; columns whose head starts with {@code #} are set to the right. */
public final class TextTable {
    private final List<String> heads;
    private final List<List<String>> rows = new ArrayList<>();

    public TextTable(String... heads) {
        this.heads = List.of(heads);
    }

    /** Adds a row of as many cells as there are heads. */
    public TextTable row(String... cells) {
        if (cells.length != heads.size()) {
            throw new IllegalArgumentException("The row " + Arrays.toString(cells) + " has " + cells.length
                    + " cells, the table " + heads.size() + ".");
        }
        rows.add(List.of(cells));
        return this;
    }

    /** As they were given, with their {@code #}. */
    public List<String> heads() {
        return heads;
    }

    public List<List<String>> rows() {
        return List.copyOf(rows);
    }

    public List<String> lines() {
        int[] widths = new int[heads.size()];
        for (int c = 0; c < widths.length; c++) {
            widths[c] = head(c).length();
            for (List<String> row : rows) {
                widths[c] = Math.max(widths[c], row.get(c).length());
            }
        }
        List<String> lines = new ArrayList<>();
        List<String> titles = new ArrayList<>();
        List<String> rules = new ArrayList<>();
        for (int c = 0; c < widths.length; c++) {
            titles.add(head(c));
            rules.add("-".repeat(widths[c]));
        }
        lines.add(line(titles, widths));
        lines.add(line(rules, widths));
        rows.forEach(row -> lines.add(line(row, widths)));
        return lines;
    }

    private String line(List<String> cells, int[] widths) {
        StringBuilder out = new StringBuilder();
        for (int c = 0; c < widths.length; c++) {
            String pad = " ".repeat(widths[c] - cells.get(c).length());
            out.append(c == 0 ? "" : "  ").append(isNumber(c) ? pad + cells.get(c) : cells.get(c) + pad);
        }
        return out.toString().stripTrailing();
    }

    private boolean isNumber(int column) {
        return heads.get(column).startsWith("#");
    }

    private String head(int column) {
        return isNumber(column) ? heads.get(column).substring(1) : heads.get(column);
    }
}
