package io.tinsmith.cli.page;

import io.tinsmith.cli.console.TextTable;
import io.tinsmith.cli.report.AnalysisReport;
import java.util.List;
import java.util.Locale;

/** What would make a network fit, on a page. */
final class AdviceSection {
    /** Tables of so many columns stand side by side where there is room. */
    private static final int NARROW = 5;

    private AdviceSection() {}

    /** Nothing where all fits. */
    static void render(Html html, AnalysisReport a) {
        List<AdviceParts.Part> parts = AdviceParts.of(a);
        if (parts.isEmpty()) {
            return;
        }
        AdviceParts.Part limits = parts.get(0);
        html.heading(limits.title());
        body(html, limits);
        List<AdviceParts.Part> others = parts.subList(1, parts.size());
        html.open("section", "columns");
        others.stream().filter(AdviceSection::isNarrow).forEach(part -> {
            html.raw("<div>");
            titled(html, part);
            html.raw("</div>");
        });
        html.close("section");
        others.stream().filter(part -> !isNarrow(part)).forEach(part -> titled(html, part));
    }

    private static boolean isNarrow(AdviceParts.Part part) {
        TextTable table = part.table();
        return table != null && table.heads().size() <= NARROW;
    }

    private static void titled(Html html, AdviceParts.Part part) {
        html.subheading(part.title());
        body(html, part);
    }

    private static void body(Html html, AdviceParts.Part part) {
        html.paragraph(sentence(part.text()));
        TextTable table = part.table();
        if (table != null) {
            html.table(table, AdviceParts.BASES);
        }
        if (!part.remarks().isEmpty()) {
            html.paragraph(part.remarks());
        }
    }

    private static String sentence(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1) + ".";
    }
}
