package io.tinsmith.cli.page;

import java.util.function.DoubleFunction;

/**
 * The axes of a chart, drawn; maps data to the plot.
 *
 * @param top of the plot; a chart may keep room for text above it
 */
record Frame(Svg svg, Scale x, Scale y, double top) {
    static final double LEFT = 58;
    static final double RIGHT = 14;
    static final double TOP = 14;
    static final double BOTTOM = 46;

    /** What stands along one axis. */
    record Axis(String title, double low, double high, int ticks, DoubleFunction<String> label) {}

    static Frame draw(Svg svg, Axis xAxis, Axis yAxis) {
        Scale x = Scale.around(xAxis.low(), xAxis.high(), LEFT, svg.width() - RIGHT, xAxis.ticks());
        Scale y = Scale.around(yAxis.low(), yAxis.high(), svg.height() - BOTTOM, TOP, yAxis.ticks());
        Frame frame = new Frame(svg, x, y, TOP);
        frame.draw(xAxis.title(), yAxis);
        for (double tick : x.ticks()) {
            // The last label would be cut at the edge of the picture.
            String anchor = x.at(tick) > frame.right() - 12 ? "end" : "middle";
            frame.xTick(x.at(tick), anchor, xAxis.label().apply(tick));
        }
        return frame;
    }

    /** With the range of y as it is and cells along x, numbered in their middles: cell {@code i} is {@code [i, i + 1)}. */
    static Frame cells(Svg svg, double top, String title, int cells, Axis yAxis) {
        double right = svg.width() - RIGHT;
        Scale x = new Scale(0, cells, LEFT, right, 1);
        Scale y = Scale.within(yAxis.low(), yAxis.high(), svg.height() - BOTTOM, top, yAxis.ticks());
        Frame frame = new Frame(svg, x, y, top);
        frame.draw(title, yAxis);
        double width = (right - LEFT) / cells;
        int every = 1;
        for (int i = 0; every * width < 22; i++) {
            // 1, 2, 5, 10, 20, ...
            every = (i % 3 == 1) ? every / 2 * 5 : every * 2;
        }
        for (int cell = 0; cell < cells; cell += every) {
            frame.xTick(x.at(cell + 0.5), "middle", Integer.toString(cell));
        }
        return frame;
    }

    /** All but the ticks of x. */
    private void draw(String xTitle, Axis yAxis) {
        for (double tick : y.ticks()) {
            svg.line(LEFT, y.at(tick), right(), y.at(tick), "grid");
            svg.text(LEFT - 6, y.at(tick) + 4, "end", "tick", yAxis.label().apply(tick));
        }
        svg.line(LEFT, bottom(), right(), bottom(), "axis");
        svg.text((LEFT + right()) / 2, svg.height() - 8, "middle", "title", xTitle);
        svg.textUpwards(14, (top + bottom()) / 2, "title", yAxis.title());
    }

    private void xTick(double x, String anchor, String label) {
        svg.line(x, bottom(), x, bottom() + 4, "axis");
        svg.text(x, bottom() + 17, anchor, "tick", label);
    }

    double bottom() {
        return svg.height() - BOTTOM;
    }

    double right() {
        return svg.width() - RIGHT;
    }
}
