package io.tinsmith.search.cell;

import io.tinsmith.search.internal.Checks;

/**
 * Cells of one resolution. Every stage but the first begins with a reduction cell.
 *
 * @param width channels of each block; a cell's output has this times the number of its loose blocks, or twice that of those
 *     that concatenate
 * @param repeats normal cells, at least 0
 */
public record CellStage(int width, int repeats) {
    public CellStage {
        Checks.range("width", width, 1, 4096);
        Checks.range("repeats", repeats, 0, 64);
    }
}
