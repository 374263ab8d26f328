package io.tinsmith.memory.internal;

import io.tinsmith.graph.RowWindow;
import java.util.Arrays;

/**
 * The columns of tensors that the strips of a growing stream work on, as {@code StripColumns} defines them. The stream has
 * a fixed end and takes in one op after another towards the start; a tensor's columns are known when all of its readers
 * in the stream were taken in, so they do not depend on where the stream will begin.
 */
final class StripPass {
    /** The most strips of a pass. */
    static final int MOST_STRIPS = 64;

    private final Lives lives;
    private final RowGraph rows;
    private final RowWindow[] columns; // by op that can stream
    private final int[][] low; // by tensor and strip
    private final int[][] high;
    private final int[] cleared; // by tensor: the pass that cleared its columns
    private final int[] most; // by tensor: most columns of a strip
    private final long[] total; // by tensor: columns of all strips
    private int pass;
    private int to;
    private int strips;

    StripPass(Lives lives) {
        this.lives = lives;
        this.rows = lives.rows;
        int tensors = lives.whole.length;
        this.columns = new RowWindow[rows.output.length];
        for (int op = 0; op < rows.graph.ops().size(); op++) {
            if (rows.streamable[op] && !rows.accumulates[op]) {
                columns[op] = RowWindow.ofColumns(rows.graph, rows.graph.ops().get(op));
            }
        }
        this.low = new int[tensors][0];
        this.high = new int[tensors][0];
        this.cleared = new int[tensors];
        this.most = new int[tensors];
        this.total = new long[tensors];
    }

    /** Begins a stream that ends before position {@code end}, with so many strips. */
    void begin(int end, int count) {
        pass++;
        to = end;
        strips = count;
    }

    /**
     * All readers of {@code tensor} in the stream were taken in: sums up its columns. False if some strip has none.
     *
     * @param accumulated the stream ends by adding up its rows
     */
    boolean close(int tensor, boolean accumulated) {
        int width = lives.width[tensor];
        boolean shared = lives.used[tensor] >= to || accumulated;
        if (shared && width < strips) {
            return false;
        }
        if (strips == 1) {
            most[tensor] = width;
            total[tensor] = width;
            return true;
        }
        clear(tensor);
        int widest = 0;
        long sum = 0;
        for (int strip = 0; strip < strips; strip++) {
            if (shared) {
                low[tensor][strip] = Math.min(low[tensor][strip], width * strip / strips);
                high[tensor][strip] = Math.max(high[tensor][strip], width * (strip + 1) / strips);
            }
            int count = high[tensor][strip] - low[tensor][strip];
            widest = Math.max(widest, count);
            sum += count;
        }
        most[tensor] = widest;
        total[tensor] = sum;
        return true;
    }

    /** Takes in {@code op}, whose output was closed: widens the columns of its inputs by those that it reads. */
    void need(int op) {
        if (strips == 1) {
            return;
        }
        int output = rows.output[op];
        RowWindow window = columns[op];
        for (int tensor : rows.inputs[op]) {
            clear(tensor);
            int[] lows = low[tensor];
            int[] highs = high[tensor];
            for (int strip = 0; strip < strips; strip++) {
                lows[strip] = Math.min(lows[strip], window.firstRow(low[output][strip]));
                highs[strip] = Math.max(highs[strip], window.rowsNeeded(high[output][strip] - 1));
            }
        }
    }

    /** Most columns of a strip, of a closed tensor. */
    int most(int tensor) {
        return most[tensor];
    }

    /** Columns of all strips, of a closed tensor. */
    long total(int tensor) {
        return total[tensor];
    }

    /** Forgets what another pass knew of {@code tensor}. */
    private void clear(int tensor) {
        if (cleared[tensor] == pass) {
            return;
        }
        cleared[tensor] = pass;
        if (low[tensor].length < strips) {
            low[tensor] = new int[MOST_STRIPS];
            high[tensor] = new int[MOST_STRIPS];
        }
        Arrays.fill(low[tensor], 0, strips, Integer.MAX_VALUE);
        Arrays.fill(high[tensor], 0, strips, 0);
    }
}
