package io.tinsmith.memory.internal;

import io.tinsmith.memory.CostTerm;
import io.tinsmith.memory.Kernels;
import io.tinsmith.memory.TermCounts;

/**
 * Terms of {@code tns_mve_tiles.h}: depthwise rows with the vector extension, four outputs of a channel at a time. Factors
 * that need the longer way of requantization run elsewhere; here they are unknown and not counted as such.
 */
final class TileTerms {
    private static final int CHANNELS = 16;
    private static final int COLUMN_BYTES = 4 * CHANNELS;
    private static final int MAX_KERNEL = 4;

    private TileTerms() {}

    /**
     * How rows are cut.
     *
     * @param across output columns of a tile
     * @param spread columns that the windows of a tile span
     * @param stride columns from tile to tile
     * @param room columns that the copy holds
     */
    private record Tiling(CostTerm tile, int across, int spread, int stride, int room) {
        static Tiling squares(Kernels kernels) {
            return new Tiling(CostTerm.TILE_SQUARE, 2, 4, 2, kernels.columnBytes() / COLUMN_BYTES);
        }

        static Tiling lines(Kernels kernels, KernelShape s) {
            int spread = 3 * (s.strideW() + s.dilationW()) + 1;
            return new Tiling(CostTerm.TILE_LINE, 4, spread, 4 * s.strideW(), kernels.columnBytes() / COLUMN_BYTES);
        }

        int tilesAtOnce() {
            return room < spread ? 0 : (room - spread) / stride + 1;
        }

        /** Rows of tiles whose columns fit together, at least 1. */
        int rowsAtOnce(int outW) {
            return Math.max(1, room / ((outW - 1) / across * stride + spread));
        }
    }

    static boolean fits(Kernels kernels, KernelShape s) {
        return s.kernelH() <= MAX_KERNEL
                && s.kernelW() <= MAX_KERNEL
                && Tiling.lines(kernels, s).tilesAtOnce() > 0;
    }

    static void add(TermCounts counts, Kernels kernels, KernelShape s, boolean together) {
        double all = s.rows().count();
        if (all == 0) {
            return;
        }
        int rows = together ? (int) Math.round(all) : 1;
        double calls = all / rows;
        Tiling squares = Tiling.squares(kernels);
        boolean square = s.kernelH() < MAX_KERNEL
                && s.kernelW() < MAX_KERNEL
                && s.strideH() == 1
                && s.strideW() == 1
                && s.dilationH() == 1
                && s.dilationW() == 1
                && squares.tilesAtOnce() > 0;
        int pairs = square ? rows / 2 : 0;
        run(counts, squares, s, pairs, calls);
        run(counts, Tiling.lines(kernels, s), s, rows - 2 * pairs, calls);
        counts.add(CostTerm.TILE_CLAMP_16, s.quick() ? 0 : all * s.outW() * s.inC() / 16);
    }

    /** So many rows of tiles, as often as there are calls. */
    private static void run(TermCounts counts, Tiling t, KernelShape s, int rows, double calls) {
        if (rows == 0) {
            return;
        }
        int groupCount = (s.inC() + CHANNELS - 1) / CHANNELS;
        double groups = calls * groupCount;
        double channels = calls * s.inC();
        int atOnce = t.rowsAtOnce(s.outW());
        int batches = (rows + atOnce - 1) / atOnce;
        counts.add(CostTerm.TILE_RUN, calls);
        counts.add(CostTerm.TILE_GROUP, groups);
        int widest = t.tilesAtOnce() * t.across();
        for (int x = 0; x < s.outW(); x += widest) {
            int width = Math.min(widest, s.outW() - x);
            int tiles = (width - 1) / t.across() + 1;
            int columns = (width - 1) * s.strideW() + (s.kernelW() - 1) * s.dilationW() + 1;
            counts.add(CostTerm.TILE_PART, groups * batches);
            counts.add(CostTerm.TILE_COPY, groups * rows);
            counts.add(CostTerm.TILE_COPY_COLUMN, groups * rows * columns);
            counts.add(CostTerm.TILE_CHANNEL, channels * batches);
            counts.add(CostTerm.TILE_ROW, channels * rows);
            counts.add(t.tile(), channels * rows * tiles);
            counts.add(CostTerm.TILE_AWAY, s.away() ? channels * rows * tiles : 0);
        }
    }
}
