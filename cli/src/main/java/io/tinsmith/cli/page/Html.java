package io.tinsmith.cli.page;

import io.tinsmith.cli.report.Basis;
import java.util.List;

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
        raw("<div class=\"scroll\"><table><thead><tr>");
        for (String head : heads) {
            raw(head.startsWith("#") ? "<th class=\"n\">" + escape(head.substring(1)) : "<th>" + escape(head))
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
