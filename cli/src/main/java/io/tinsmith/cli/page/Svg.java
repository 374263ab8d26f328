package io.tinsmith.cli.page;

import java.util.Locale;

/** Writes one SVG element; coordinates are user units of the view box. Text is escaped here and nowhere else. */
final class Svg {
    private final StringBuilder out = new StringBuilder();
    private final double width;
    private final double height;

    Svg(double width, double height, String label) {
        this.width = width;
        this.height = height;
        out.append("<svg role=\"img\" aria-label=\"")
                .append(escape(label))
                .append("\" viewBox=\"0 0 ")
                .append(number(width))
                .append(' ')
                .append(number(height))
                .append("\" xmlns=\"http://www.w3.org/2000/svg\">\n");
    }

    double width() {
        return width;
    }

    double height() {
        return height;
    }

    void line(double x1, double y1, double x2, double y2, String cssClass) {
        out.append(format(
                "<line x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\" class=\"%s\"/>%n",
                number(x1), number(y1), number(x2), number(y2), cssClass));
    }

    /** @param anchor {@code start}, {@code middle} or {@code end} */
    void text(double x, double y, String anchor, String cssClass, String text) {
        out.append(format(
                "<text x=\"%s\" y=\"%s\" text-anchor=\"%s\" class=\"%s\">%s</text>%n",
                number(x), number(y), anchor, cssClass, escape(text)));
    }

    void textUpwards(double x, double y, String cssClass, String text) {
        out.append(format(
                "<text transform=\"translate(%s,%s) rotate(-90)\" text-anchor=\"middle\" class=\"%s\">%s</text>%n",
                number(x), number(y), cssClass, escape(text)));
    }

    void rect(double x, double y, double w, double h, String attributes, String title) {
        out.append(format(
                "<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" %s><title>%s</title></rect>%n",
                number(x), number(y), number(w), number(h), attributes, escape(title)));
    }

    void circle(double x, double y, double r, String cssClass, String title) {
        out.append(format(
                "<circle cx=\"%s\" cy=\"%s\" r=\"%s\" class=\"%s\"><title>%s</title></circle>%n",
                number(x), number(y), number(r), cssClass, escape(title)));
    }

    void polyline(double[] xs, double[] ys, String cssClass) {
        out.append("<polyline class=\"").append(cssClass).append("\" points=\"");
        for (int i = 0; i < xs.length; i++) {
            out.append(i == 0 ? "" : " ").append(number(xs[i])).append(',').append(number(ys[i]));
        }
        out.append("\"/>\n");
    }

    String close() {
        return out.append("</svg>\n").toString();
    }

    /** A tenth of a unit is finer than a pixel. */
    private static String number(double value) {
        String text = String.format(Locale.ROOT, "%.1f", value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    private static String format(String pattern, Object... args) {
        return String.format(Locale.ROOT, pattern.replace("%n", "\n"), args);
    }

    /** For element content and attribute values. */
    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
