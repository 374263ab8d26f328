package io.tinsmith.search.cell;

import io.tinsmith.search.internal.Checks;

/**
 * One block of a cell: two branches, joined. The branches are kept in order, the lesser one first: exchanged ones compute
 * the same, up to the order of channels.
 */
public record CellBlock(Branch first, Branch second, Combination combination) {
    public CellBlock {
        if (first.compareTo(second) > 0) {
            Branch lesser = second;
            second = first;
            first = lesser;
        }
    }

    /**
     * An operation on an input.
     *
     * @param input 0 for the output of the cell before the previous one, 1 for that of the previous one, 2 and up for the
     *     blocks of the same cell
     */
    public record Branch(int input, LayerOp op) implements Comparable<Branch> {
        public Branch {
            Checks.range("input", input, 0, 1 + Cell.MOST_BLOCKS);
        }

        @Override
        public int compareTo(Branch other) {
            return input != other.input ? Integer.compare(input, other.input) : op.compareTo(other.op);
        }
    }

    /** How many of the branches read {@code input}. */
    int reads(int input) {
        return (first.input == input ? 1 : 0) + (second.input == input ? 1 : 0);
    }

    /** How many genes differ, of 5. */
    int differing(CellBlock other) {
        return (first.input == other.first.input ? 0 : 1)
                + (first.op == other.first.op ? 0 : 1)
                + (second.input == other.second.input ? 0 : 1)
                + (second.op == other.second.op ? 0 : 1)
                + (combination == other.combination ? 0 : 1);
    }

    /** Such as {@code 0 identity + 2 conv-3x3}; a concatenation has {@code &}. */
    String summary() {
        return first.input + " " + first.op.label() + (combination == Combination.ADD ? " + " : " & ") + second.input
                + " " + second.op.label();
    }
}
