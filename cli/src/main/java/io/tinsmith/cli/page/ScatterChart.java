package io.tinsmith.cli.page;

import io.tinsmith.cli.report.SearchPoint;
import java.util.List;
import java.util.Locale;

/** The candidates of the search: predicted SRAM of the whole program against MACs. */
public final class ScatterChart {
    private ScatterChart() {}

    public static String draw(List<SearchPoint> points, long sramBudgetBytes) {
        Svg svg = new Svg(480, 320, "Search: predicted SRAM against MACs of every candidate");
        // A few giants would press everything else into a corner.
        double limit = 2.0 * sramBudgetBytes;
        double widest = points.stream()
                .mapToDouble(SearchPoint::sramBytes)
                .filter(s -> s <= limit)
                .max()
                .orElse(limit);
        List<SearchPoint> shown =
                points.stream().filter(p -> p.sramBytes() <= limit).toList();
        double most = shown.stream().mapToLong(SearchPoint::macs).max().orElse(1);
        Frame frame = Frame.draw(
                svg,
                new Frame.Axis(
                        "predicted SRAM of the whole program, KiB",
                        0,
                        Math.max(widest, (double) sramBudgetBytes) * 1.02 / 1024,
                        6,
                        Units::tick),
                new Frame.Axis("million MACs", 0, most / 1e6, 5, Units::tick));
        for (SearchPoint.Kind kind : SearchPoint.Kind.values()) {
            shown.stream().filter(p -> p.kind() == kind).forEach(p -> point(frame, p));
        }
        double x = frame.x().at(sramBudgetBytes / 1024.0);
        svg.line(x, Frame.TOP, x, frame.bottom(), "budget");
        boolean leftSide = x > svg.width() / 2;
        svg.text(x + (leftSide ? -5 : 5), Frame.TOP + 11, leftSide ? "end" : "start", "note budgetText", "budget");
        if (shown.size() < points.size()) {
            svg.text(
                    frame.right(),
                    frame.bottom() - 6,
                    "end",
                    "note",
                    (points.size() - shown.size()) + " beyond twice the budget not shown");
        }
        return svg.close();
    }

    private static void point(Frame frame, SearchPoint p) {
        double radius = switch (p.kind()) {
            case WINNER -> 6.5;
            case FINALIST -> 4.5;
            case FRONT -> 3.2;
            case FITS, TOO_BIG -> 2.2;
        };
        frame.svg()
                .circle(
                        frame.x().at(p.sramBytes() / 1024.0),
                        frame.y().at(p.macs() / 1e6),
                        radius,
                        "p-" + p.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                        Units.bytes(p.sramBytes()) + ", " + Units.big(p.macs()) + " MACs");
    }
}
