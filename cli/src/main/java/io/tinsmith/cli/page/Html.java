package io.tinsmith.cli.page;

import io.tinsmith.cli.console.TextTable;
import io.tinsmith.cli.report.Basis;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Writes HTML; every text passes {@link #escape} exactly once. */
final class Html {
    private final StringBuilder out = new StringBuilder();

    /** Markup as it stands. */
    Html raw(String markup) {
        out.append(markup);
        return this;
    }

    Html heading(String text) {
        return raw("<h2>" + escape(text) + "</h2>\n");
    }

    Html subheading(String text) {
        return raw("<h3>" + escape(text) + "</h3>\n");
    }

    Html paragraph(String text) {
        return raw("<p>" + escape(text) + "</p>\n");
    }

    Html open(String tag, String cssClass) {
        return raw("<" + tag + " class=\"" + cssClass + "\">\n");
    }

    Html close(String tag) {
        return raw("</" + tag + ">\n");
    }

    Html figure(String svg, String caption) {
        return raw("<figure>" + svg + "<figcaption>" + caption + "</figcaption></figure>\n");
    }

    /** Cells are markup; those of columns whose head starts with {@code #} are numbers, set to the right. */
    Html table(List<String> heads, List<List<String>> rows, List<String> rowClasses) {
        return markup(heads.stream().map(Html::escape).toList(), rows, rowClasses);
    }

    /**
     * A table of the terminal. Under a head of "basis" cells become tags, under "fits" a no is marked.
     *
     * @param bases of whole columns, by their heads without {@code #}
     * @param marked rows
     */
    Html table(TextTable table, Map<String, Basis> bases, IntPredicate marked) {
        List<String> heads = table.heads();
        return markup(
                heads.stream().map(head -> head(head, bases)).toList(),
                table.rows().stream()
                        .map(row -> IntStream.range(0, heads.size())
                                .mapToObj(c -> cell(heads.get(c), row.get(c)))
                                .toList())
                        .toList(),
                IntStream.range(0, table.rows().size())
                        .mapToObj(r -> marked.test(r) ? "winner" : "")
                        .toList());
    }

    Html table(TextTable table, Map<String, Basis> bases) {
        return table(table, bases, row -> false);
    }

    private static String head(String head, Map<String, Basis> bases) {
        Basis basis = bases.get(head.startsWith("#") ? head.substring(1) : head);
        return escape(head) + (basis == null ? "" : " " + tag(basis));
    }

    private static String cell(String head, String text) {
        if (head.equals("basis")) {
            return Arrays.stream(Basis.values())
                    .filter(basis -> basis.word().equals(text))
                    .map(Html::tag)
                    .findFirst()
                    .orElse(escape(text));
        }
        return head.equals("fits") && text.startsWith("no")
                ? "<b class=\"off\">" + escape(text) + "</b>"
                : head.startsWith("#") ? escape(text) : wrapping(text);
    }

    private Html markup(List<String> heads, List<List<String>> rows, List<String> rowClasses) {
        raw("<div class=\"scroll\"><table><thead><tr>");
        for (String head : heads) {
            raw(head.startsWith("#") ? "<th class=\"n\">" + head.substring(1) : "<th>" + head)
                    .raw("</th>");
        }
        raw("</tr></thead><tbody>\n");
        for (int r = 0; r < rows.size(); r++) {
            raw("<tr class=\"" + rowClasses.get(r) + "\">");
            for (int c = 0; c < heads.size(); c++) {
                raw(heads.get(c).startsWith("#") ? "<td class=\"n\">" : "<td>")
                        .raw(rows.get(r).get(c))
                        .raw("</td>");
            }
            raw("</tr>\n");
        }
        return raw("</tbody></table></div>\n");
    }

    /** One large figure with what it is and where it comes from. */
    Html tile(String label, String value, String detail, Basis basis) {
        return raw("<div class=\"tile\"><div class=\"label\">" + escape(label) + "</div><div class=\"value\">"
                + escape(value) + "</div><div class=\"detail\">" + escape(detail) + "</div>" + tag(basis)
                + "</div>\n");
    }

    /** A bar in a cell, {@code width} pixels long. */
    static String bar(String cssClass, double width) {
        return String.format(Locale.ROOT, "<i class=\"%s\" style=\"width:%.1fpx\"></i>", cssClass, width);
    }

    /** Escaped, with options kept whole, and names that may go on in the next line after any of {@code _ . /}. */
    static String wrapping(String text) {
        return escape(text)
                .replaceAll("([_./])(?=[A-Za-z])", "$1<wbr>")
                .replaceAll("--[a-z-]+", "<span class=\"nowrap\">$0</span>");
    }

    static String tag(Basis basis) {
        return "<span class=\"tag " + basis.word() + "\">" + basis.word() + "</span>";
    }

    static String escape(String text) {
        return Svg.escape(text);
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
