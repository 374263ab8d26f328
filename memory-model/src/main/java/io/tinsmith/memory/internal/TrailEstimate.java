package io.tinsmith.memory.internal;

import io.tinsmith.graph.RowWindow;
import io.tinsmith.memory.Schedule;

/**
 * How far below a dying input the last output of a stream may start, for every end of a stream at once: an output row
 * asks for so many rows of each tensor before it, wherever the stream begins. Readers of the input before the stream are
 * taken as in it, and of a high image only some rows near its ends are looked at, so this is an estimate.
 */
final class TrailEstimate {
    private static final int EDGE = 3;

    private final Lives lives;
    private final RowGraph rows;
    private final int[] order;
    private final boolean[] absent;
    private final long[][] distances; // by last position and tensor
    private final int[] computed; // by op: output rows made when the row looked at is written
    private final int[] lowest; // by tensor: the lowest row that is still to be read then

    /**
     * Estimates for streams of an order.
     *
     * @param rows the graph of {@code lives}, with splits maybe
     * @param absent by op: it has no rows, being part of a split
     */
    TrailEstimate(Lives lives, RowGraph rows, boolean[] absent) {
        this.lives = lives;
        this.rows = rows;
        this.order = lives.order;
        this.absent = absent;
        this.distances = new long[order.length][0];
        this.computed = new int[rows.output.length];
        this.lowest = new int[rows.producer.length];
    }

    /**
     * Bytes that a stream of the positions {@code [from, to)} needs less where its output overlaps an input that dies in it.
     *
     * @param start the first position from which the ops before {@code to} can stream
     */
    long saving(int from, int to, int start) {
        if (rows.accumulates[order[to - 1]]) {
            return 0;
        }
        long saving = 0;
        long whole = lives.whole[rows.output[order[to - 1]]];
        for (int position = from; position < to; position++) {
            for (int t : lives.endsAt[position]) {
                if (lives.made[t] < from) {
                    saving = Math.max(saving, Trail.saving(lives.whole[t], whole, distance(start, to - 1, t)));
                }
            }
        }
        return saving;
    }

    /** Aligned bytes from the start of the output of the op at {@code last} to that of {@code input}. */
    private long distance(int start, int last, int input) {
        if (distances[last].length == 0) {
            distances[last] = estimate(start, last);
        }
        return Math.max(0, Schedule.aligned(distances[last][input]));
    }

    private long[] estimate(int start, int last) {
        long[] distance = new long[rows.producer.length];
        int op = order[last];
        int outH = rows.windows[op].outH();
        long outRow = rows.rowBytes[rows.output[op]];
        for (int y = 0; y < outH; y++) {
            if (y == EDGE && outH > 2 * EDGE) {
                y = outH - EDGE;
            }
            look(start, last, y);
            for (int at = start; at <= last; at++) {
                for (int tensor : rows.inputs[order[at]]) {
                    long free = lowest[tensor] * rows.rowBytes[tensor];
                    distance[tensor] = Math.max(distance[tensor], (y + 1) * outRow - free);
                }
            }
        }
        return distance;
    }

    private void look(int start, int last, int y) {
        for (int at = start; at <= last; at++) {
            computed[order[at]] = 0;
            for (int tensor : rows.inputs[order[at]]) {
                lowest[tensor] = Integer.MAX_VALUE;
            }
        }
        for (int at = last; at >= start; at--) {
            int op = order[at];
            if (absent[op]) {
                continue;
            }
            RowWindow window = rows.windows[op];
            int next = at == last ? y : computed[op];
            int newest = at == last ? y : computed[op] - 1;
            int low = next < window.outH() ? window.firstRow(next) : window.inH();
            for (int tensor : rows.inputs[op]) {
                lowest[tensor] = Math.min(lowest[tensor], low);
                int producer = rows.producer[tensor];
                if (producer >= 0 && newest >= 0) {
                    computed[producer] = Math.max(computed[producer], window.rowsNeeded(newest));
                }
            }
        }
    }
}
