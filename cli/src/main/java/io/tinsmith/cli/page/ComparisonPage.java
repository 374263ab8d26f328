package io.tinsmith.cli.page;

import io.tinsmith.cli.report.Basis;
import io.tinsmith.cli.report.ComparisonReport;
import io.tinsmith.cli.report.ComparisonReport.Model;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The page of several networks side by side. */
public final class ComparisonPage {
    private static final double BAR_WIDTH = 72;

    private ComparisonPage() {}

    public static String render(ComparisonReport report) {
        String title = report.models().size() + " networks side by side";
        Html html = Document.open("Tinsmith: " + title);
        html.raw("<header><h1>" + title + "</h1>\n");
        html.paragraph("Program and time on " + report.board() + ", schedule " + report.schedule() + ".");
        html.raw("</header>\n").table(ComparisonTable.names(report), Map.of());
        html.heading("Figures");
        figures(html, report);
        arenas(html, report);
        return Document.close(html);
    }

    private static void figures(Html html, ComparisonReport report) {
        List<String> heads = new ArrayList<>(List.of(""));
        for (int i = 0; i < report.models().size(); i++) {
            heads.add("#" + ComparisonTable.letter(i));
        }
        List<ComparisonTable.Row> rows = ComparisonTable.rows(report);
        html.table(
                heads,
                rows.stream().map(ComparisonPage::cells).toList(),
                rows.stream().map(row -> row.detail() ? "level2" : "").toList());
        html.raw("<p class=\"legend\"><b>Bold</b>: the least of a row; the bars of a row are in proportion. "
                + Html.escape(ComparisonTable.note(report)) + "</p>\n");
    }

    private static List<String> cells(ComparisonTable.Row row) {
        Basis basis = row.basis();
        List<String> cells = new ArrayList<>();
        cells.add(Html.escape(row.what()) + (basis == null ? "" : " " + Html.tag(basis)));
        row.cells().forEach(cell -> cells.add(cell(cell)));
        return cells;
    }

    private static String cell(ComparisonTable.Cell cell) {
        String text = Html.escape(cell.text());
        return (cell.best() ? "<b>" + text + "</b>" : text)
                + (cell.share() == 0 ? "" : Html.bar("bar below", BAR_WIDTH * cell.share()));
    }

    private static void arenas(Html html, ComparisonReport report) {
        long top = report.models().stream().mapToLong(Model::arenaBytes).max().orElse(0);
        html.heading("Arenas of the best schedules, on one scale").open("section", "columns");
        for (int i = 0; i < report.models().size(); i++) {
            Model m = report.models().get(i);
            html.figure(
                    ArenaChart.draw(m.arena(), top, 520, 380),
                    Html.wrapping(ComparisonTable.letter(i) + ": " + m.network()) + " " + Html.tag(Basis.EXACT));
        }
        html.close("section");
    }
}
