package io.tinsmith.training.relaxed.internal;

/**
 * How much each option counts in one step.
 *
 * @param values by choice and option
 * @param active options that are computed or whose gradient is wanted; of others the value is 0
 */
record Gates(double[][] values, boolean[][] active) {
    /** Those of a node that is not chosen. */
    static final double[] FIXED_VALUES = {1};

    static final boolean[] FIXED_ACTIVE = {true};

    /** All options active. */
    static Gates all(double[][] values) {
        boolean[][] active = new boolean[values.length][];
        for (int c = 0; c < values.length; c++) {
            active[c] = new boolean[values[c].length];
            java.util.Arrays.fill(active[c], true);
        }
        return new Gates(values, active);
    }
}
