package io.tinsmith.cli.page;

import io.tinsmith.cli.report.ArenaMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Names for the blocks of an arena's picture: each within the part of its block that no other block crosses, so that no two
 * meet; a block without room has none.
 */
final class BlockLabels {
    private static final double CHARACTER_WIDTH = 6.7;
    private static final double LINE_HEIGHT = 13;
    private static final int LEAST_CHARACTERS = 4;
    /** Where in the height of a block a name is tried, the best first. */
    private static final double[] HEIGHTS = {0.5, 0.25, 0.75, 0.1, 0.9};

    private final Frame frame;
    private final List<ArenaMap.Block> blocks;
    private final ShortNames names;

    private BlockLabels(Frame frame, List<ArenaMap.Block> blocks) {
        this.frame = frame;
        this.blocks = blocks;
        this.names = new ShortNames(blocks.stream().map(ArenaMap.Block::name).toList());
    }

    /**
     * A name with its middle.
     *
     * @param upwards turned by a quarter
     */
    record Label(double x, double y, boolean upwards, String text) {}

    static List<Label> of(Frame frame, List<ArenaMap.Block> blocks) {
        BlockLabels labels = new BlockLabels(frame, blocks);
        List<Label> all = new ArrayList<>();
        blocks.forEach(b -> labels.label(b).ifPresent(all::add));
        return all;
    }

    private Optional<Label> label(ArenaMap.Block b) {
        double top = y(b.arenaOffsetBytes() + b.sizeBytes());
        double bottom = y(b.arenaOffsetBytes());
        Optional<Label> level = level(b, top, bottom);
        if (level.isPresent() && !level.get().text().contains(ShortNames.CUT)) {
            return level;
        }
        Optional<Label> turned = upwards(b, top, bottom);
        boolean longer = turned.isPresent()
                && (level.isEmpty()
                        || turned.get().text().length() > level.get().text().length());
        return longer ? turned : level;
    }

    private Optional<Label> level(ArenaMap.Block b, double top, double bottom) {
        Optional<Label> best = Optional.empty();
        if (bottom - top < LINE_HEIGHT) {
            return best;
        }
        double most = 0;
        for (double part : HEIGHTS) {
            double middle =
                    Math.min(Math.max(top + part * (bottom - top), top + LINE_HEIGHT / 2), bottom - LINE_HEIGHT / 2);
            double[] run = freeRun(b, middle - LINE_HEIGHT / 2, middle + LINE_HEIGHT / 2);
            int fits = characters(run[1] - run[0]);
            boolean enough = fits >= Math.min(b.name().length(), LEAST_CHARACTERS);
            // A little more room is not worth leaving the middle for.
            if (enough && run[1] - run[0] > 1.3 * most) {
                most = run[1] - run[0];
                best = Optional.of(new Label((run[0] + run[1]) / 2, middle, false, names.shorten(b.name(), fits)));
            }
        }
        return best;
    }

    /** For blocks that are narrow and high: in all of their height, or the half that nothing crosses. */
    private Optional<Label> upwards(ArenaMap.Block b, double top, double bottom) {
        double middle = (top + bottom) / 2;
        return upwardsWithin(b, top, bottom)
                .or(() -> upwardsWithin(b, top, middle))
                .or(() -> upwardsWithin(b, middle, bottom));
    }

    private Optional<Label> upwardsWithin(ArenaMap.Block b, double top, double bottom) {
        double[] run = freeRun(b, top + 1, bottom - 1);
        int fits = characters(bottom - top);
        if (run[1] - run[0] < LINE_HEIGHT || fits < Math.min(b.name().length(), LEAST_CHARACTERS)) {
            return Optional.empty();
        }
        return Optional.of(new Label((run[0] + run[1]) / 2, (top + bottom) / 2, true, names.shorten(b.name(), fits)));
    }

    /** The longest part of the block's life, in the picture's units, in which no other block crosses the band. */
    private double[] freeRun(ArenaMap.Block b, double top, double bottom) {
        double[] longest = {0, 0};
        int start = b.firstUse();
        for (int step = b.firstUse(); step <= b.lastUse() + 1; step++) {
            if (step > b.lastUse() || crossed(b, step, top, bottom)) {
                if (frame.x().at(step) - frame.x().at(start) > longest[1] - longest[0]) {
                    longest = new double[] {frame.x().at(start), frame.x().at(step)};
                }
                start = step + 1;
            }
        }
        return longest;
    }

    private boolean crossed(ArenaMap.Block b, int step, double top, double bottom) {
        return blocks.stream()
                .anyMatch(o -> !o.equals(b)
                        && o.firstUse() <= step
                        && step <= o.lastUse()
                        && y(o.arenaOffsetBytes() + o.sizeBytes()) < bottom
                        && top < y(o.arenaOffsetBytes()));
    }

    private double y(long bytes) {
        return frame.y().at(bytes / 1024.0);
    }

    private static int characters(double room) {
        return (int) Math.max(0, (room - 6) / CHARACTER_WIDTH);
    }
}
