package io.tinsmith.cli.report;

import java.util.List;

/**
 * The arena over time.
 *
 * @param steps name of each step, in order
 * @param liveBytes bytes in use in each step
 */
public record ArenaMap(long arenaBytes, List<String> steps, List<Long> liveBytes, List<Block> blocks) {
    public ArenaMap {
        steps = List.copyOf(steps);
        liveBytes = List.copyOf(liveBytes);
        blocks = List.copyOf(blocks);
        if (steps.size() != liveBytes.size()) {
            throw new IllegalArgumentException("The arena map has " + steps.size() + " steps but " + liveBytes.size()
                    + " live sizes.\nMaybe a step was left out.");
        }
    }

    /** The step with the most bytes in use; 0 when there is none. */
    public int peakStep() {
        int peak = 0;
        for (int i = 1; i < liveBytes.size(); i++) {
            if (liveBytes.get(i) > liveBytes.get(peak)) {
                peak = i;
            }
        }
        return peak;
    }

    /**
     * A tensor or a scratch buffer.
     *
     * @param firstUse first step, inclusive
     * @param lastUse last step, inclusive
     */
    public record Block(
            String name, boolean scratch, long arenaOffsetBytes, long sizeBytes, int firstUse, int lastUse) {}
}
