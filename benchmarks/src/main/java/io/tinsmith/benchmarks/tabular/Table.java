package io.tinsmith.benchmarks.tabular;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads tables: lines that start with {@code #} are remarks, the first other line names the columns. */
public final class Table {
    private static final String RESOURCE = "fashion-mnist.csv";

    private Table() {}

    /** The table that comes with the benchmarks. */
    public static List<TableRow> builtin() {
        try (InputStream in = Table.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(
                        "The resource (" + RESOURCE + ") is missing.\nMaybe run: benchmarks/run tabular make");
            }
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<TableRow> parse(String text) {
        List<String> lines = text.lines().filter(l -> !l.startsWith("#")).toList();
        if (lines.isEmpty() || !lines.get(0).equals(TableRow.header())) {
            throw new IllegalArgumentException("The table does not begin with the columns (" + TableRow.header()
                    + ").\nMaybe it is of another version.");
        }
        return lines.subList(1, lines.size()).stream().map(TableRow::parse).toList();
    }
}
