package io.tinsmith.graph;

/**
 * Which input rows (or columns) the output rows of a resize read, as TFLite computes it: for the nearest in float32, for the
 * bilinear interpolation in int8 in fixed point of 10 bits.
 *
 * @param in input extent
 * @param out output extent
 * @param alignCorners the outermost rows of both coincide
 * @param halfPixelCenters rows lie half a row from their border
 */
public record ResizeAxis(int in, int out, boolean alignCorners, boolean halfPixelCenters) {
    /** One row in the fixed point of the bilinear interpolation. */
    public static final int ONE = 1 << 10;

    /** Extents that the fixed point is sure to hold. */
    private static final int MOST = 1 << 20;

    /**
     * The axis of an op's height (1) or width (2).
     *
     * @param in shape of its input
     * @param out shape of its output
     */
    public static ResizeAxis of(Op.Resize op, Shape in, Shape out, int axis) {
        return new ResizeAxis(in.dim(axis), out.dim(axis), op.alignCorners(), op.halfPixelCenters());
    }

    /** The input row nearest to output row {@code at}. */
    public int nearest(int at) {
        boolean aligned = alignCorners && out > 1;
        float scale = aligned ? (in - 1) / (float) (out - 1) : in / (float) out;
        float place = (at + (halfPixelCenters ? 0.5f : 0)) * scale;
        // TFLite rounds half away from zero; no place is below zero.
        int row = (int) (alignCorners ? Math.floor(place + 0.5) : Math.floor(place));
        return Math.max(0, Math.min(row, in - 1));
    }

    /** Input rows that an output row is apart from the next, in parts of {@link #ONE}. */
    public int step() {
        return alignCorners && out > 1 ? (ONE * (in - 1) + (out - 1) / 2) / (out - 1) : (ONE * in + out / 2) / out;
    }

    /** Place of output row 0 among the input rows, in parts of {@link #ONE}. */
    public int start() {
        return halfPixelCenters ? step() / 2 - ONE / 2 : 0;
    }

    /** Place of output row {@code at}, below 0 outside the image. */
    public int place(int at) {
        return at * step() + start();
    }

    /** The input row at that place or above it. */
    public int lower(int at) {
        return Math.max(place(at) / ONE, 0);
    }

    /** The input row at that place or below it. */
    public int upper(int at) {
        return Math.min((place(at) + ONE - 1) / ONE, in - 1);
    }

    /** Whether the fixed point finds all rows within the image; with some 50 output rows of one input row it does not. */
    public boolean isExact() {
        return in < MOST && out < MOST && (out - 1L) * step() + start() < (long) in * ONE;
    }
}
