package io.tinsmith.cli.page;

import io.tinsmith.cli.report.ProfileReport;
import io.tinsmith.cli.report.ProfileReport.Cost;
import io.tinsmith.cli.report.ProfileReport.Counts;
import java.util.ArrayList;
import java.util.List;

/** A bar for each op, as long as its cycles, in pieces by what they go to. */
final class CyclesChart {
    /** A kind of cycles, as {@link ProfileReport.Counts#cycleKinds} names it, and as people do. */
    record Kind(String key, String title) {
        String cssClass() {
            return "c-" + key.replace('_', '-');
        }
    }

    static final List<Kind> KINDS = List.of(
            new Kind("multiply", "multiplying"),
            new Kind("arithmetic", "other arithmetic"),
            new Kind("load", "loading"),
            new Kind("store", "storing"),
            new Kind("control", "branches, calls"),
            new Kind("flash_wait", "waiting for flash"));

    private static final double WIDTH = 1040;
    private static final double LEFT = 270;
    private static final double RIGHT = 150;
    private static final double TOP = 8;
    private static final double ROW = 22;
    private static final double BAR = 15;
    private static final double BOTTOM = 44;
    private static final int NAME = 34;

    private record Row(String label, Cost cost) {}

    private CyclesChart() {}

    static String draw(ProfileReport report) {
        List<Row> rows = rows(report);
        Svg svg = new Svg(WIDTH, TOP + ROW * rows.size() + BOTTOM, "Cycles of each op");
        double most = rows.stream().mapToDouble(r -> high(r.cost())).max().orElse(1);
        Scale x = Scale.within(0, Math.max(1, most), LEFT, WIDTH - RIGHT, 6);
        double bottom = TOP + ROW * rows.size();
        for (double tick : x.ticks()) {
            svg.line(x.at(tick), TOP, x.at(tick), bottom, "grid");
            svg.text(x.at(tick), bottom + 17, "middle", "tick", tick == 0 ? "0" : Units.big(tick));
        }
        svg.text(
                (LEFT + WIDTH - RIGHT) / 2,
                bottom + 36,
                "middle",
                "title",
                "cycles (" + report.cyclesBasis().word() + ")");
        for (int i = 0; i < rows.size(); i++) {
            row(svg, x, TOP + ROW * i, rows.get(i));
        }
        svg.line(LEFT, TOP, LEFT, bottom, "axis");
        return svg.close();
    }

    private static List<Row> rows(ProfileReport report) {
        ShortNames names = ProfileSummary.names(report);
        List<Row> rows = new ArrayList<>();
        report.ops().forEach(op -> rows.add(new Row(op.index() + "  " + names.shorten(op.name(), NAME), op.cost())));
        Cost between = report.between();
        if (between != null) {
            rows.add(new Row("between ops", between));
        }
        return rows;
    }

    private static void row(Svg svg, Scale x, double top, Row row) {
        Cost cost = row.cost();
        double y = top + (ROW - BAR) / 2;
        double middle = top + ROW / 2;
        svg.text(LEFT - 8, middle + 4, "end", "opName", row.label());
        Counts counts = cost.counts();
        double end = x.at((double) cost.cycles());
        if (counts == null) {
            svg.rect(LEFT, y, end - LEFT, BAR, "class=\"c-multiply\"", Units.count(cost.cycles()) + " cycles");
        } else {
            pieces(svg, x, y, counts);
            svg.line(x.at((double) counts.cyclesLow()), middle, x.at((double) counts.cyclesHigh()), middle, "band");
            end = x.at((double) Math.max(cost.cycles(), counts.cyclesHigh()));
        }
        String text = Units.big(cost.cycles()) + ", " + ProfileSummary.share(cost)
                + (counts != null && counts.flashBound() ? ", flash" : "");
        svg.text(end + 6, middle + 4, "start", "tick", text);
    }

    private static void pieces(Svg svg, Scale x, double y, Counts counts) {
        double done = 0;
        for (Kind kind : KINDS) {
            long cycles = counts.cycleKinds().getOrDefault(kind.key(), 0L);
            if (cycles > 0) {
                svg.rect(
                        x.at(done),
                        y,
                        x.at(done + cycles) - x.at(done),
                        BAR,
                        "class=\"" + kind.cssClass() + "\"",
                        kind.title() + ": " + Units.count(cycles) + " cycles");
            }
            done += cycles;
        }
    }

    private static double high(Cost cost) {
        Counts counts = cost.counts();
        return counts == null ? cost.cycles() : Math.max(cost.cycles(), counts.cyclesHigh());
    }
}
