package io.tinsmith.cli.page;

import io.tinsmith.cli.report.SpaceRow;
import java.util.List;

/** How the MACs of the networks that fit are distributed in each search space. */
public final class CdfChart {
    private CdfChart() {}

    public static String draw(List<SpaceRow> spaces) {
        Svg svg = new Svg(480, 320, "Cumulative distribution of MACs over the samples that fit, by search space");
        double most = spaces.stream()
                .flatMap(s -> s.macs().stream())
                .mapToLong(Long::longValue)
                .max()
                .orElse(1);
        Frame frame = Frame.draw(
                svg,
                new Frame.Axis("million MACs", 0, most / 1e6, 6, Units::tick),
                new Frame.Axis("share of the fitting samples", 0, 1, 5, Units::tick));
        // The chosen one last, so that nothing lies over it.
        spaces.stream().filter(s -> !s.chosen()).forEach(s -> curve(frame, s, "cdf"));
        spaces.stream().filter(SpaceRow::chosen).forEach(s -> {
            curve(frame, s, "cdf chosen");
            svg.text(frame.right() - 4, frame.bottom() - 26, "end", "note strong", s.name());
            svg.text(
                    frame.right() - 4,
                    frame.bottom() - 10,
                    "end",
                    "note",
                    "chosen; " + s.fitted() + " of " + s.sampled() + " fit");
        });
        if (most <= 1) {
            svg.text(svg.width() / 2, svg.height() / 2, "middle", "note", "No sample fits.");
        }
        return svg.close();
    }

    /** A staircase: up by 1/n at each sample. */
    private static void curve(Frame frame, SpaceRow space, String cssClass) {
        List<Long> macs = space.macs();
        int n = macs.size();
        if (n == 0) {
            return;
        }
        double[] xs = new double[2 * n + 1];
        double[] ys = new double[2 * n + 1];
        for (int i = 0; i < n; i++) {
            double x = frame.x().at(macs.get(i) / 1e6);
            xs[2 * i] = x;
            ys[2 * i] = frame.y().at((double) i / n);
            xs[2 * i + 1] = x;
            ys[2 * i + 1] = frame.y().at((i + 1.0) / n);
        }
        xs[2 * n] = frame.right();
        ys[2 * n] = frame.y().at(1);
        frame.svg().polyline(xs, ys, cssClass);
    }
}
