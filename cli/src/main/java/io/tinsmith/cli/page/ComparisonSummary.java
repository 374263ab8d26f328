package io.tinsmith.cli.page;

import io.tinsmith.cli.console.TextTable;
import io.tinsmith.cli.report.Basis;
import io.tinsmith.cli.report.ComparisonReport;
import java.util.ArrayList;
import java.util.List;

/** Networks side by side, as lines for the terminal. */
public final class ComparisonSummary {
    private static final String BEST = " *";
    private static final String OTHER = "  ";

    private ComparisonSummary() {}

    public static List<String> lines(ComparisonReport report) {
        List<String> out = new ArrayList<>(ComparisonTable.names(report).lines());
        out.add("");
        out.addAll(table(report).lines());
        out.add("");
        out.addAll(Wrap.lines("* the least of a row. " + ComparisonTable.note(report)));
        return out;
    }

    private static TextTable table(ComparisonReport report) {
        List<String> heads = new ArrayList<>(List.of(""));
        for (int i = 0; i < report.models().size(); i++) {
            heads.add("#" + ComparisonTable.letter(i) + OTHER);
        }
        heads.add("basis");
        TextTable table = new TextTable(heads.toArray(String[]::new));
        for (ComparisonTable.Row row : ComparisonTable.rows(report)) {
            List<String> cells = new ArrayList<>();
            cells.add((row.detail() ? "  " : "") + row.what());
            row.cells().forEach(cell -> cells.add(cell.text() + (cell.best() ? BEST : OTHER)));
            Basis basis = row.basis();
            cells.add(basis == null ? "" : basis.word());
            table.row(cells.toArray(String[]::new));
        }
        return table;
    }
}
