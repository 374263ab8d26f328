package io.tinsmith.search.trellis;

import io.tinsmith.search.cell.LayerOp;
import io.tinsmith.search.internal.Checks;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One node of a trellis: what comes from nodes of the layer before, brought to this level and added, through an operation.
 *
 * @param level halvings of the stem's resolution, from 0
 * @param from levels of the layer before that are read: the next finer one, the same, the next coarser one; sorted
 */
public record TrellisNode(int level, LayerOp op, List<Integer> from) {
    static final int MOST_LEVELS = 8;

    public TrellisNode {
        Checks.range("level", level, 0, MOST_LEVELS - 1);
        from = from.stream().distinct().sorted().toList();
        Checks.range("number of levels that a node is from", from.size(), 1, 3);
        for (int source : from) {
            if (source < 0 || Math.abs(source - level) > 1) {
                throw new IllegalArgumentException("The node of level (" + level + ") reads the level (" + source
                        + ").\nMaybe go by way of the levels between: one halving or doubling a layer.");
            }
        }
    }

    /** Such as {@code 1 conv-3x3 < 0 1}. */
    String summary() {
        return level + " " + op.label() + " < "
                + from.stream().map(String::valueOf).collect(Collectors.joining(" "));
    }
}
