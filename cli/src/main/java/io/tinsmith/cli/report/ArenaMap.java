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

    /** The first step with the most bytes in use; 0 when there is none. */
    public int peakStep() {
        int peak = 0;
        for (int i = 1; i < liveBytes.size(); i++) {
            if (liveBytes.get(i) > liveBytes.get(peak)) {
                peak = i;
            }
        }
        return peak;
    }

    /** What stands in a block. */
    public enum Kind {
        /** A whole tensor. */
        TENSOR,
        /** The newest rows of a tensor that a stream never holds whole. */
        RING,
        /** Temporary memory of a kernel, or sums. */
        SCRATCH
    }

    /**
     * Some bytes and the steps in which they are in use.
     *
     * @param tensor index in the graph; -1 for scratch
     * @param firstUse first step, inclusive
     * @param lastUse last step, inclusive
     */
    public record Block(
            String name, Kind kind, int tensor, long arenaOffsetBytes, long sizeBytes, int firstUse, int lastUse) {}
}
