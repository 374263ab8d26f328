package io.tinsmith.cli.page;

import io.tinsmith.cli.report.Basis;
import io.tinsmith.cli.report.ScoreReport;
import io.tinsmith.cli.report.SpaceRow;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The page of the scores of a family of spaces. */
public final class ScorePage {
    private ScorePage() {}

    public static String render(ScoreReport report) {
        Html html = Document.open("Tinsmith: spaces of " + report.family());
        html.raw("<header><h1>" + Html.escape("Spaces of " + report.family()) + "</h1>\n");
        html.paragraph(ScoreSummary.budget(report) + ".");
        html.raw("</header>\n");
        html.open("section", "columns");
        html.figure(
                CdfChart.draw(
                        report.spaces().stream().map(ScoreReport.Member::space).toList()),
                "MACs of the sampled networks that fit, one curve a search space; further right is more room to learn. "
                        + Html.tag(Basis.PREDICTED));
        grid(html, report.spaces());
        html.close("section");
        ScoreReport.Narrowed narrowed = report.narrowed();
        if (narrowed != null) {
            narrowed(html, narrowed);
        }
        html.heading("All spaces");
        table(html, report.spaces());
        html.raw(
                "<p class=\"legend\">MACs of the samples that fit at their best schedule. Score: the mean less 1.645 standard "
                        + "errors. " + Html.tag(Basis.PREDICTED) + "</p>\n");
        return Document.close(html);
    }

    /** Scores by width and resolution; darker is better. */
    private static void grid(Html html, List<ScoreReport.Member> spaces) {
        double most = spaces.stream().mapToDouble(m -> m.space().score()).max().orElse(0);
        List<Integer> resolutions = spaces.stream()
                .map(ScoreReport.Member::resolution)
                .distinct()
                .sorted()
                .toList();
        List<Double> widths = spaces.stream()
                .map(ScoreReport.Member::width)
                .distinct()
                .sorted()
                .toList();
        html.raw("<figure><div class=\"scroll\"><table class=\"heat\"><thead><tr><th>width</th>");
        resolutions.forEach(r -> html.raw("<th class=\"n\">" + r + "</th>"));
        html.raw("</tr></thead><tbody>\n");
        for (double width : widths) {
            html.raw("<tr><td>" + width + "</td>");
            for (int resolution : resolutions) {
                double score = spaces.stream()
                        .filter(m -> m.width() == width && m.resolution() == resolution)
                        .mapToDouble(m -> m.space().score())
                        .max()
                        .orElse(0);
                double depth = most == 0 ? 0 : score / most;
                html.raw(String.format(
                        Locale.ROOT,
                        "<td class=\"n\" style=\"background:rgba(31,95,191,%.2f);color:%s\">%s</td>",
                        0.85 * depth,
                        depth > 0.6 ? "#fff" : "inherit",
                        score == 0 ? "&ndash;" : millions(score)));
            }
            html.raw("</tr>\n");
        }
        html.raw(
                "</tbody></table></div><figcaption>Score in million MACs by width multiplier and resolution; &ndash;: nothing fits. "
                        + Html.tag(Basis.PREDICTED) + "</figcaption></figure>\n");
    }

    private static String millions(double macs) {
        return String.format(Locale.ROOT, macs < 10e6 ? "%.1f" : "%.0f", macs / 1e6);
    }

    private static void narrowed(Html html, ScoreReport.Narrowed narrowed) {
        html.heading("The best space, narrowed").open("section", "columns");
        SpaceRow after = narrowed.after().space();
        SpaceRow named = new SpaceRow("narrowed", after.sampled(), after.fitted(), after.score(), true, after.macs());
        html.figure(
                CdfChart.draw(List.of(narrowed.before().space(), named)),
                "Before (grey) and after, by samples that the narrowing has not seen. " + Html.tag(Basis.PREDICTED));
        html.table(
                List.of("choice", "before", "after"),
                narrowed.changes().stream()
                        .map(c -> List.of(Html.escape(c.choice()), Html.escape(c.before()), Html.escape(c.after())))
                        .toList(),
                narrowed.changes().stream().map(c -> "").toList());
        html.close("section");
        table(html, List.of(narrowed.before(), narrowed.after()));
    }

    private static void table(Html html, List<ScoreReport.Member> members) {
        html.table(
                Arrays.asList(ScoreSummary.HEADS),
                members.stream()
                        .map(m ->
                                ScoreSummary.cells(m).stream().map(Html::escape).toList())
                        .toList(),
                members.stream().map(m -> m.space().chosen() ? "winner" : "").toList());
    }
}
