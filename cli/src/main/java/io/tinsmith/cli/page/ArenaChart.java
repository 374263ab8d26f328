package io.tinsmith.cli.page;

import io.tinsmith.cli.report.ArenaMap;
import java.util.List;
import java.util.Locale;

/** Which tensor lies where in the arena, step by step: time on x, address on y, the peak marked. */
public final class ArenaChart {
    private static final double CHARACTER_WIDTH = 6.2;

    private ArenaChart() {}

    public static String draw(ArenaMap arena) {
        Svg svg = new Svg(760, 400, "Arena: the address and life of every tensor");
        int steps = Math.max(1, arena.steps().size());
        Frame frame = Frame.draw(
                svg,
                // Step i covers [i, i + 1); the ticks are its left edges.
                new Frame.Axis("step", 0, steps, Math.min(steps, 16), Units::tick),
                new Frame.Axis("arena offset, KiB", 0, Math.max(arena.arenaBytes(), 1) / 1024.0, 6, Units::tick));
        List<ArenaMap.Block> blocks = arena.blocks();
        for (int i = 0; i < blocks.size(); i++) {
            block(frame, blocks.get(i), i);
        }
        peak(frame, arena);
        return svg.close();
    }

    private static void block(Frame frame, ArenaMap.Block b, int index) {
        double x = frame.x().at(b.firstUse());
        double width = frame.x().at(b.lastUse() + 1.0) - x;
        double y = frame.y().at((b.arenaOffsetBytes() + b.sizeBytes()) / 1024.0);
        double height = frame.y().at(b.arenaOffsetBytes() / 1024.0) - y;
        // Golden-angle steps keep neighbours apart in hue.
        String fill = b.scratch()
                ? "class=\"block scratch\""
                : String.format(
                        Locale.ROOT, "class=\"block\" style=\"fill:hsl(%.0f 62%% 76%%)\"", (index * 137.508) % 360);
        String life = "steps " + b.firstUse() + " to " + b.lastUse();
        frame.svg()
                .rect(
                        x,
                        y,
                        width,
                        Math.max(height, 0.8),
                        fill,
                        b.name() + ", " + Units.bytes(b.sizeBytes()) + ", " + life);
        int fits = (int) ((width - 6) / CHARACTER_WIDTH);
        if (height >= 13 && fits >= 4) {
            String name = shorten(b.name(), fits);
            frame.svg().text(x + width / 2, y + height / 2 + 4, "middle", "blockName", name);
        }
    }

    /** Neighbours differ in what follows the last slash; the rows of a ring are the first to go. */
    private static String shorten(String name, int length) {
        String tail = name.length() <= length ? name : name.substring(name.lastIndexOf('/') + 1);
        int rows = tail.indexOf(" (");
        if (tail.length() > length && rows > 0) {
            tail = tail.substring(0, rows);
        }
        return tail.length() <= length ? tail : tail.substring(0, length - 1) + "…";
    }

    private static void peak(Frame frame, ArenaMap arena) {
        if (arena.steps().isEmpty()) {
            frame.svg().text(frame.svg().width() / 2, frame.svg().height() / 2, "middle", "note", "No steps.");
            return;
        }
        int step = arena.peakStep();
        double left = frame.x().at(step);
        double right = frame.x().at(step + 1.0);
        double top = frame.y().at(arena.arenaBytes() / 1024.0);
        frame.svg().line(Frame.LEFT, top, frame.right(), top, "budget");
        frame.svg()
                .rect(
                        left,
                        top,
                        right - left,
                        frame.bottom() - top,
                        "class=\"peak\"",
                        "peak: " + arena.steps().get(step));
        String text = "peak in step " + step + " (" + arena.steps().get(step) + "): "
                + Units.count(arena.liveBytes().get(step)) + " B live, arena " + Units.count(arena.arenaBytes()) + " B";
        double width = text.length() * CHARACTER_WIDTH;
        double x = Math.min(Math.max((left + right) / 2, Frame.LEFT + width / 2), frame.right() - width / 2);
        // Beside the blocks, not over them, where the top of the plot leaves room.
        frame.svg().text(x, Math.max(top - 5, 10), "middle", "note budgetText", text);
    }
}
