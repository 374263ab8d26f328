package io.tinsmith.cli.analysis;

import io.tinsmith.memory.CostTerm;
import io.tinsmith.memory.TermCounts;
import java.util.ArrayList;
import java.util.List;

/** Which of the runtime's kernels an op runs, by the loops that are counted of it. */
final class KernelNames {
    private record Name(CostTerm term, String text) {}

    /** Where the taps of a convolution come from. */
    private static final List<Name> TAPS =
            List.of(new Name(CostTerm.GATHER_PIXEL, "taps gathered"), new Name(CostTerm.TAPS_OUTPUT, "tap by tap"));

    /** What runs at once, the most first. */
    private static final List<Name> LOOPS = List.of(
            new Name(CostTerm.PLANES, "3x3 from planes of four channels"),
            new Name(CostTerm.WIDE_QUAD, "four channels at a time"),
            new Name(CostTerm.FILTER_CHANNEL, "3x3, a channel at a time"),
            new Name(CostTerm.FOUR_2_4, "4 channels x 2 pixels"),
            new Name(CostTerm.PAIR_3_4, "2 channels x 3 pixels"),
            new Name(CostTerm.PAIR_2_4, "2 channels x 2 pixels"),
            new Name(CostTerm.HALVES_QUAD_8, "4 channels x 1 vector, weights in halves"),
            new Name(CostTerm.ONE_QUAD_4, "4 channels x 1 pixel"),
            new Name(CostTerm.PLAIN_TWO_4, "2 channels x 2 pixels"),
            new Name(CostTerm.PLAIN_FOUR_4, "4 channels x 1 pixel"),
            new Name(CostTerm.VECTOR_LAYER, "vectors of 4 channels"),
            new Name(CostTerm.TILE_RUN, "windows of four outputs"),
            new Name(CostTerm.NARROW_PIXEL, "vectors of 16 channels"),
            new Name(CostTerm.WINDOW_CHANNELS, "windows of taps"),
            new Name(CostTerm.PLAIN_OUTPUT, "value by value"));

    private KernelNames() {}

    /** Such as {@code taps gathered, 2 channels x 3 pixels}; empty for an op of which there is one kernel. */
    static String of(TermCounts counts) {
        List<String> parts = new ArrayList<>();
        TAPS.stream().filter(n -> counts.of(n.term()) > 0).findFirst().ifPresent(n -> parts.add(n.text()));
        LOOPS.stream().filter(n -> counts.of(n.term()) > 0).findFirst().ifPresent(n -> parts.add(n.text()));
        return String.join(", ", parts);
    }
}
