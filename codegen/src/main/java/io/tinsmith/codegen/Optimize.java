package io.tinsmith.codegen;

import io.tinsmith.codegen.internal.ColumnBytes;
import io.tinsmith.graph.Graph;
import io.tinsmith.targets.Mcu;

/**
 * What generated kernels trade for time: the compiler's level, and bytes on the stack for columns of taps, of which each
 * load of weights serves as many pixels as fit.
 */
public enum Optimize {
    SPEED("-O2", 3840, 8192, 3),
    BALANCED("-Os", 1536, 1536, 2),
    SIZE("-Os", 512, 512, 1);

    private final String flag;
    private final int columnBytes;
    private final int wideColumnBytes;
    private final int leastPixels;

    Optimize(String flag, int columnBytes, int wideColumnBytes, int leastPixels) {
        this.flag = flag;
        this.columnBytes = columnBytes;
        this.wideColumnBytes = wideColumnBytes;
        this.leastPixels = leastPixels;
    }

    /** Of the compiler, for kernels and model. */
    public String flag() {
        return flag;
    }

    /**
     * What columns may take, if so much is of use; a layer may need more: see {@link ColumnBytes}.
     *
     * @param wide taps are int16: on cores with the DSP extension
     */
    public int columnBytes(boolean wide) {
        return wide ? wideColumnBytes : columnBytes;
    }

    /** What the columns of a model take: {@code TNS_COLUMN_BYTES} of its firmware. */
    public int columnBytes(Graph graph, Mcu mcu) {
        return ColumnBytes.of(graph, mcu, this);
    }

    /** Pixels for whose columns there is room whatever they take. */
    public int leastPixels() {
        return leastPixels;
    }
}
