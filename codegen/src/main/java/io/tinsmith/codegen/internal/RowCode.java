package io.tinsmith.codegen.internal;

/**
 * The kernel that computes one row of an op in a stream.
 *
 * @param constants its parameters and their tables, at file scope
 * @param type of the parameters
 * @param params their name
 * @param columns how the parameters are told to work on some columns only
 */
record RowCode(String constants, String kernel, String type, String params, Columns columns) {
    /** The parameters that depend on the columns. */
    enum Columns {
        /** {@code in_w}, {@code out_w} and {@code pad_left}; see {@code tns_strip.h}. */
        WINDOW,
        /** {@code out_w}; reads pixels where it writes them. */
        PIXELS,
        /** {@code size}, the number of values; takes its rows one by one and reads values where it writes them. */
        VALUES,
        /** {@code size}, as before; takes one row. */
        MAPPED,
        /** {@code pixels}; reads those where it writes them. */
        JOINED,
        /** {@code out_w}, and {@code skip}, the copies of its first input pixel that lie left of the columns. */
        ENLARGED
    }

    /** The call with the parameters at {@code address}. */
    String call(String address, String rows, String output) {
        String inputs = switch (columns) {
            case VALUES -> rows + "[0], " + rows + "[1]";
            case MAPPED -> rows + "[0]";
            case WINDOW, PIXELS, JOINED, ENLARGED -> rows;
        };
        return kernel + "(" + address + ", " + inputs + ", " + output + ");";
    }

    /** On all columns. */
    RowBody body() {
        return RowBody.of(StepCode.of(constants, kernel, call("&" + params, "rows", "output")));
    }
}
