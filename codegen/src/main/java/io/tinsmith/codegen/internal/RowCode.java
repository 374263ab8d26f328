package io.tinsmith.codegen.internal;

/**
 * The kernel that computes one row of an op in a stream.
 *
 * @param constants its parameters and their tables, at file scope
 * @param type of the parameters
 * @param params their name
 * @param columns how the parameters are told to work on some columns only
 * @param arguments of the call between the parameters and the output, with {@link #ROWS} for the array of input rows
 */
record RowCode(String constants, String kernel, String type, String params, Columns columns, String arguments) {
    static final String ROWS = "$rows";

    RowCode(String constants, String kernel, String type, String params, Columns columns) {
        this(constants, kernel, type, params, columns, ROWS);
    }

    /** The parameters that depend on the columns. */
    enum Columns {
        /** {@code in_w}, {@code out_w} and {@code pad_left}; see {@code tns_strip.h}. */
        WINDOW,
        /** {@code out_w}; reads pixels where it writes them. */
        PIXELS,
        /** {@code size}, the number of values; reads those where it writes them. */
        VALUES,
        /** {@code pixels}; reads those where it writes them. */
        JOINED,
        /** {@code out_w}, and {@code skip}, the copies of its first input pixel that lie left of the columns. */
        ENLARGED
    }

    /** The call with the parameters at {@code address}. */
    String call(String address, String rows, String output) {
        return kernel + "(" + address + ", " + arguments.replace(ROWS, rows) + ", " + output + ");";
    }

    /** On all columns. */
    RowBody body() {
        return RowBody.of(StepCode.of(constants, kernel, call("&" + params, "rows", "output")));
    }
}
