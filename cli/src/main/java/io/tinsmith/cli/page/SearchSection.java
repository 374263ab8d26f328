package io.tinsmith.cli.page;

import io.tinsmith.cli.report.Basis;
import io.tinsmith.cli.report.DesignReport;
import io.tinsmith.cli.report.FinalistRow;
import io.tinsmith.cli.report.SearchPoint;
import io.tinsmith.cli.report.SpaceRow;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Spaces, search, race and training. */
final class SearchSection {
    private static final int SPACES_SHOWN = 8;

    private SearchSection() {}

    static void render(Html html, DesignReport report) {
        html.heading("How it was found").open("section", "columns");
        html.figure(
                CdfChart.draw(report.spaces()),
                "MACs of the sampled networks that fit, one curve a search space; further right is more room to learn. "
                        + Html.tag(Basis.PREDICTED));
        long fitting = report.search().stream()
                .filter(p -> p.kind() != SearchPoint.Kind.TOO_BIG)
                .count();
        long front = report.search().stream()
                .filter(p -> p.kind() == SearchPoint.Kind.FRONT)
                .count();
        html.figure(
                ScatterChart.draw(report.search(), report.job().sramBudgetBytes()),
                Units.count(report.search().size()) + " candidates, " + Units.count(fitting)
                        + " fit. <i class=\"key p-too-big\"></i> over a limit <i class=\"key p-fits\"></i> fits "
                        + (front > 0 ? "<i class=\"key p-front\"></i> Pareto front (" + front + ") " : "")
                        + "<i class=\"key p-finalist\"></i> finalist <i class=\"key p-winner\"></i> winner "
                        + Html.tag(Basis.PREDICTED));
        html.raw("<div>");
        spaces(html, report.spaces());
        html.raw("</div><div>");
        html.figure(
                TrainingChart.draw(report.training()),
                "The winner's training; the validation images are held out of the training set. "
                        + Html.tag(Basis.MEASURED));
        finalists(html, report.finalists());
        html.raw("</div>").close("section");
    }

    private static void spaces(Html html, List<SpaceRow> spaces) {
        List<SpaceRow> best = Stream.concat(
                        spaces.stream().filter(SpaceRow::chosen),
                        spaces.stream()
                                .filter(s -> !s.chosen())
                                .sorted(Comparator.comparingDouble(SpaceRow::score)
                                        .reversed()
                                        .thenComparing(SpaceRow::name)))
                .limit(SPACES_SHOWN)
                .toList();
        html.table(
                List.of("space", "#fit", "#mean MACs"),
                best.stream()
                        .map(s ->
                                List.of(Html.escape(s.name()), s.fitted() + " / " + s.sampled(), Units.big(s.score())))
                        .toList(),
                best.stream().map(s -> s.chosen() ? "winner" : "").toList());
        if (best.size() < spaces.size()) {
            html.paragraph("The " + best.size() + " best of " + spaces.size() + " spaces; all are in design.json.");
        }
    }

    private static void finalists(Html html, List<FinalistRow> finalists) {
        if (finalists.isEmpty()) {
            return;
        }
        html.table(
                List.of("finalist", "#MACs", "#SRAM", "#shared weights", "#after the race"),
                finalists.stream()
                        .map(f -> List.of(
                                Html.escape(f.name()),
                                Units.big(f.macs()),
                                Units.bytes(f.sramBytes()),
                                Optional.ofNullable(f.shared())
                                        .map(SearchSection::percent)
                                        .orElse(""),
                                percent(f.validation())))
                        .toList(),
                finalists.stream().map(f -> f.winner() ? "winner" : "").toList());
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.2f %%", 100 * share);
    }
}
