package io.tinsmith.cli.page;

import io.tinsmith.cli.report.Basis;
import io.tinsmith.cli.report.DesignReport;
import io.tinsmith.cli.report.MemoryRow;
import io.tinsmith.cli.report.MemoryTable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Memory: predicted beside measured, and the arena's picture. */
final class MemorySection {
    private MemorySection() {}

    static void render(Html html, DesignReport report) {
        html.heading("Memory: predicted beside measured").open("section", "columns memory");
        table(html, report.sram());
        table(html, report.flash());
        html.close("section");
        html.heading("Memory over time")
                .raw("<div class=\"scroll wide\">")
                .figure(
                        ArenaChart.draw(report.arena()),
                        "Each block is a tensor: its width is how long it lives, its height its size, its place its "
                                + "address in the arena. Grey: scratch of a kernel, or sums. Pale and dashed is a ring: "
                                + "the newest rows of a tensor that a stream never holds whole. Where two "
                                + "tensors cross, the output is written over an input that dies. "
                                + Html.tag(Basis.EXACT))
                .raw("</div>\n");
    }

    private static void table(Html html, MemoryTable table) {
        List<List<String>> rows = new ArrayList<>();
        List<String> classes = new ArrayList<>();
        for (MemoryRow row : table.rows()) {
            String measured = cell(row.measuredBytes());
            rows.add(List.of(
                    Html.escape(row.name()),
                    cell(row.predictedBytes()),
                    row.differs() ? "<b class=\"off\">" + measured + "</b>" : measured,
                    Html.escape(row.source())));
            classes.add("level" + row.level());
        }
        rows.add(List.of("budget", "", Units.count(table.budgetBytes()), ""));
        classes.add("level0 budgetRow");
        html.raw("<div>")
                .table(List.of(table.name() + ", bytes", "#predicted", "#measured", "read from"), rows, classes);
        html.raw("</div>\n");
    }

    private static String cell(@Nullable Long bytes) {
        return bytes == null ? "<span class=\"none\">–</span>" : Units.count(bytes);
    }
}
