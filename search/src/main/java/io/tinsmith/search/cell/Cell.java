package io.tinsmith.search.cell;

import io.tinsmith.search.internal.Checks;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A cell (Zoph et al. 2018, arXiv:1707.07012, section 3): blocks that read the outputs of the two previous cells or of
 * earlier blocks. The outputs of blocks that no block reads, concatenated, are the cell's output.
 */
public record Cell(List<CellBlock> blocks) {
    static final int MOST_BLOCKS = 12;

    public Cell {
        blocks = List.copyOf(blocks);
        Checks.range("number of blocks", blocks.size(), 1, MOST_BLOCKS);
        for (int i = 0; i < blocks.size(); i++) {
            int input = blocks.get(i).second().input();
            if (input >= 2 + i) {
                throw new IllegalArgumentException("The block (" + i + ") reads the input (" + input
                        + "), which is not there yet.\nMaybe use one from 0 to " + (1 + i)
                        + ": 0 and 1 are the two cells before, 2 is block 0.");
            }
        }
    }

    /** Whether some block reads {@code input}, 0 or 1 for a previous cell and {@code 2 + i} for block {@code i}. */
    public boolean reads(int input) {
        return blocks.stream().anyMatch(b -> b.reads(input) > 0);
    }

    /** Indices of the blocks that make the cell's output. */
    public List<Integer> looseBlocks() {
        return IntStream.range(0, blocks.size())
                .filter(i -> !reads(2 + i))
                .boxed()
                .toList();
    }

    /** Blocks on the longest way to the cell's output, from cells before that are {@code first} and {@code second} deep. */
    int depth(int first, int second) {
        int[] depths = new int[2 + blocks.size()];
        depths[0] = first;
        depths[1] = second;
        for (int i = 0; i < blocks.size(); i++) {
            CellBlock block = blocks.get(i);
            depths[2 + i] = 1
                    + Math.max(
                            depths[block.first().input()], depths[block.second().input()]);
        }
        return looseBlocks().stream().mapToInt(i -> depths[2 + i]).max().orElse(0);
    }

    /** How many genes differ, of 5 for each block of the longer one. */
    int differing(Cell other) {
        int shared = Math.min(blocks.size(), other.blocks.size());
        int longer = Math.max(blocks.size(), other.blocks.size());
        int differing = 5 * (longer - shared);
        for (int i = 0; i < shared; i++) {
            differing += blocks.get(i).differing(other.blocks.get(i));
        }
        return differing;
    }

    String summary() {
        return blocks.stream().map(CellBlock::summary).collect(Collectors.joining(", ", "[", "]"));
    }
}
