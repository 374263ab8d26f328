package io.tinsmith.cli.page;

import io.tinsmith.cli.report.ArenaMap;
import java.util.Locale;

/** Which tensor lies where in the arena, step by step: steps on x, address on y, the peak and the arena's top marked. */
public final class ArenaChart {
    /** Above the plot, for the line of text. */
    private static final double TOP = 30;

    private ArenaChart() {}

    /** For the width of a page, on its own scale. */
    public static String draw(ArenaMap arena) {
        return draw(arena, arena.arenaBytes(), 1040, 460);
    }

    /**
     * A picture that can be compared with others.
     *
     * @param topBytes the scale of addresses ends there or a little above
     */
    static String draw(ArenaMap arena, long topBytes, double width, double height) {
        Svg svg = new Svg(width, height, "Arena: the address and life of every tensor");
        Frame frame = Frame.cells(
                svg,
                TOP,
                "step",
                Math.max(1, arena.steps().size()),
                new Frame.Axis("arena offset, KiB", 0, Math.max(topBytes, 1) / 1024.0, 6, Units::tick));
        if (arena.steps().isEmpty()) {
            svg.text(svg.width() / 2, svg.height() / 2, "middle", "note", "No steps.");
            return svg.close();
        }
        arena.blocks().forEach(b -> block(frame, b));
        peak(frame, arena);
        for (BlockLabels.Label label : BlockLabels.of(frame, arena.blocks())) {
            if (label.upwards()) {
                svg.textUpwards(label.x() + 4, label.y(), "blockName", label.text());
            } else {
                svg.text(label.x(), label.y() + 4, "middle", "blockName", label.text());
            }
        }
        return svg.close();
    }

    private static void block(Frame frame, ArenaMap.Block b) {
        double x = frame.x().at(b.firstUse());
        double y = frame.y().at((b.arenaOffsetBytes() + b.sizeBytes()) / 1024.0);
        double width = frame.x().at(b.lastUse() + 1.0) - x;
        double height = Math.max(frame.y().at(b.arenaOffsetBytes() / 1024.0) - y, 0.8);
        frame.svg().rect(x, y, width, height, look(b), title(b));
    }

    private static String look(ArenaMap.Block b) {
        if (b.kind() == ArenaMap.Kind.SCRATCH) {
            return "class=\"block scratch\"";
        }
        // Golden-angle steps keep neighbours apart in hue, and a tensor has the same in all pictures.
        double hue = b.tensor() * 137.508 % 360;
        return b.kind() == ArenaMap.Kind.RING
                ? String.format(
                        Locale.ROOT,
                        "class=\"block ring\" style=\"fill:hsl(%.0f 70%% 90%%);stroke:hsl(%.0f 45%% 55%%)\"",
                        hue,
                        hue)
                : String.format(Locale.ROOT, "class=\"block\" style=\"fill:hsl(%.0f 62%% 76%%)\"", hue);
    }

    private static String title(ArenaMap.Block b) {
        String life =
                b.firstUse() == b.lastUse() ? "step " + b.firstUse() : "steps " + b.firstUse() + " to " + b.lastUse();
        String kind = b.kind() == ArenaMap.Kind.RING ? "ring, " : "";
        return b.name() + ", " + kind + Units.count(b.sizeBytes()) + " bytes at " + Units.count(b.arenaOffsetBytes())
                + ", " + life;
    }

    private static void peak(Frame frame, ArenaMap arena) {
        int step = arena.peakStep();
        double left = frame.x().at(step);
        double right = frame.x().at(step + 1.0);
        double top = frame.y().at(arena.arenaBytes() / 1024.0);
        frame.svg().line(Frame.LEFT, top, frame.right(), top, "budget");
        String name = arena.steps().get(step);
        frame.svg().rect(left, top, right - left, frame.bottom() - top, "class=\"peak\"", "peak: " + name);
        String text = "arena " + Units.count(arena.arenaBytes()) + " bytes, peak of "
                + Units.count(arena.liveBytes().get(step)) + " in step " + step;
        // Above the plot, where nothing else stands.
        frame.svg().text(Frame.LEFT, 16, "start", "note budgetText", text);
    }
}
