package io.tinsmith.cli.page;

import java.util.function.DoubleFunction;

/** The axes of a chart, drawn; maps data to the plot. */
record Frame(Svg svg, Scale x, Scale y) {
    static final double LEFT = 58;
    static final double RIGHT = 14;
    static final double TOP = 14;
    static final double BOTTOM = 46;

    /** What stands along one axis. */
    record Axis(String title, double low, double high, int ticks, DoubleFunction<String> label) {}

    static Frame draw(Svg svg, Axis xAxis, Axis yAxis) {
        double right = svg.width() - RIGHT;
        double bottom = svg.height() - BOTTOM;
        Scale x = Scale.around(xAxis.low(), xAxis.high(), LEFT, right, xAxis.ticks());
        Scale y = Scale.around(yAxis.low(), yAxis.high(), bottom, TOP, yAxis.ticks());
        for (double tick : y.ticks()) {
            svg.line(LEFT, y.at(tick), right, y.at(tick), "grid");
            svg.text(LEFT - 6, y.at(tick) + 4, "end", "tick", yAxis.label().apply(tick));
        }
        for (double tick : x.ticks()) {
            svg.line(x.at(tick), bottom, x.at(tick), bottom + 4, "axis");
            // The last label would be cut at the edge of the picture.
            String anchor = x.at(tick) > right - 12 ? "end" : "middle";
            svg.text(x.at(tick), bottom + 17, anchor, "tick", xAxis.label().apply(tick));
        }
        svg.line(LEFT, bottom, right, bottom, "axis");
        svg.text((LEFT + right) / 2, svg.height() - 8, "middle", "title", xAxis.title());
        svg.textUpwards(14, (TOP + bottom) / 2, "title", yAxis.title());
        return new Frame(svg, x, y);
    }

    double bottom() {
        return svg.height() - BOTTOM;
    }

    double right() {
        return svg.width() - RIGHT;
    }
}
