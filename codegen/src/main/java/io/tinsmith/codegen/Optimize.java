package io.tinsmith.codegen;

/**
 * What generated kernels trade for time: the compiler's level, and bytes on the stack for columns of taps, of which each
 * load of weights serves as many pixels as fit.
 */
public enum Optimize {
    SPEED("-O2", 3840, 3),
    BALANCED("-Os", 1536, 2),
    SIZE("-Os", 512, 1);

    private final String flag;
    private final int columnBytes;
    private final int leastPixels;

    Optimize(String flag, int columnBytes, int leastPixels) {
        this.flag = flag;
        this.columnBytes = columnBytes;
        this.leastPixels = leastPixels;
    }

    /** Of the compiler, for kernels and model. */
    public String flag() {
        return flag;
    }

    /** What columns may take, if so much is of use. */
    public int columnBytes() {
        return columnBytes;
    }

    /** Pixels for whose columns there is room whatever they take. */
    public int leastPixels() {
        return leastPixels;
    }
}
