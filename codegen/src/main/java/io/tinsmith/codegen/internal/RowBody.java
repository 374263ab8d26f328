package io.tinsmith.codegen.internal;

/**
 * The function that computes one row of an op in a stream.
 *
 * @param code the statement that is metered, and what goes with it
 * @param declarations what stands before it in the function
 */
record RowBody(StepCode code, String declarations) {
    static RowBody of(StepCode code) {
        return new RowBody(code, "");
    }
}
