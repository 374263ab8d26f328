package io.tinsmith.cli.page;

import io.tinsmith.cli.report.AnalysisReport;
import io.tinsmith.cli.report.FrontRow;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The Pareto front of the schedules: arena on x, what is computed again on y. */
final class FrontChart {
    private static final double CHARACTER_WIDTH = 6.4;
    private static final double LINE_HEIGHT = 14;

    private FrontChart() {}

    static String draw(List<FrontRow> front, AnalysisReport.@Nullable Budget budget) {
        Svg svg = new Svg(1040, 340, "Pareto front: arena against multiplications that are computed again");
        double least = front.stream().mapToLong(FrontRow::arenaBytes).min().orElse(0);
        double most = front.stream().mapToLong(FrontRow::arenaBytes).max().orElse(1);
        // A budget far off would press the points into a corner.
        boolean near = budget != null && budget.arenaBytes() > least / 2 && budget.arenaBytes() < 2 * most;
        if (budget != null && near) {
            least = Math.min(least, (double) budget.arenaBytes());
            most = Math.max(most, (double) budget.arenaBytes());
        }
        double margin = Math.max((most - least) * 0.08, most * 0.02);
        double highest = front.stream().mapToDouble(FrontRow::overhead).max().orElse(1) - 1;
        Frame frame = Frame.draw(
                svg,
                new Frame.Axis(
                        "arena, KiB", Math.max(0, least - margin) / 1024, (most + margin) / 1024, 10, Units::tick),
                new Frame.Axis("MACs computed again, %", 0, Math.max(100 * highest, 1), 5, Units::tick));
        staircase(frame, front);
        if (budget != null && near) {
            budget(frame, budget);
        }
        front.forEach(row -> svg.circle(
                x(frame, row),
                y(frame, row),
                row.chosen() ? 7 : 4.5,
                row.chosen() ? "p-winner" : row.allowed() ? "p-fits" : "p-too-big",
                label(row)));
        labels(frame, front);
        return svg.close();
    }

    /** A larger arena than that of a point can do with what the point computes. */
    private static void staircase(Frame frame, List<FrontRow> front) {
        int n = front.size();
        if (n < 2) {
            return;
        }
        double[] xs = new double[2 * n - 1];
        double[] ys = new double[2 * n - 1];
        for (int i = 0; i < n; i++) {
            xs[2 * i] = x(frame, front.get(i));
            ys[2 * i] = y(frame, front.get(i));
            if (i + 1 < n) {
                xs[2 * i + 1] = xs[2 * i];
                ys[2 * i + 1] = y(frame, front.get(i + 1));
            }
        }
        frame.svg().polyline(xs, ys, "cdf");
    }

    private static void budget(Frame frame, AnalysisReport.Budget budget) {
        double x = frame.x().at(budget.arenaBytes() / 1024.0);
        frame.svg().line(x, frame.top(), x, frame.bottom(), "budget");
        boolean leftSide = x > frame.svg().width() / 2;
        frame.svg()
                .text(
                        x + (leftSide ? -5 : 5),
                        frame.top() + 11,
                        leftSide ? "end" : "start",
                        "note budgetText",
                        "what the SRAM leaves: " + Units.count(budget.arenaBytes()) + " bytes");
    }

    /** The chosen one's first; one that would meet another label or point is left to the hover. */
    private static void labels(Frame frame, List<FrontRow> front) {
        List<double[]> taken = new ArrayList<>();
        front.forEach(r ->
                taken.add(new double[] {x(frame, r) - 5, y(frame, r) - 5, x(frame, r) + 5, y(frame, r) + 5}));
        List<FrontRow> order = new ArrayList<>(front);
        order.sort((a, b) -> Boolean.compare(b.chosen(), a.chosen()));
        for (FrontRow row : order) {
            double width = label(row).length() * CHARACTER_WIDTH;
            double x = x(frame, row);
            double y = y(frame, row);
            double[][] places = {{x + 9, y - 9}, {x + 9, y + 4}, {x - 9 - width, y + 16}, {x - 9 - width, y + 4}};
            for (double[] place : places) {
                double[] box = {place[0], place[1] - LINE_HEIGHT + 3, place[0] + width, place[1] + 3};
                boolean inside =
                        box[0] > Frame.LEFT && box[2] < frame.svg().width() && box[1] > 0 && box[3] < frame.bottom();
                if (inside && taken.stream().noneMatch(o -> meet(o, box))) {
                    taken.add(box);
                    frame.svg().text(place[0], place[1], "start", row.chosen() ? "note strong" : "note", label(row));
                    break;
                }
            }
        }
    }

    private static boolean meet(double[] a, double[] b) {
        return a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
    }

    private static String label(FrontRow row) {
        return Units.count(row.arenaBytes()) + " B, " + Units.overhead(row.overhead());
    }

    private static double x(Frame frame, FrontRow row) {
        return frame.x().at(row.arenaBytes() / 1024.0);
    }

    private static double y(Frame frame, FrontRow row) {
        return frame.y().at(100 * (row.overhead() - 1));
    }
}
