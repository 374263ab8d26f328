package io.tinsmith.codegen.tflite;

/**
 * An op on its way into a file.
 *
 * @param optionsType code of the options table
 * @param options offset of the options table in the builder
 */
record EncodedOp(Code code, byte optionsType, int options) {
    EncodedOp withVersion(int version) {
        return new EncodedOp(new Code(code.builtin, version), optionsType, options);
    }

    /** A builtin operator and the version of it that the op needs. */
    record Code(int builtin, int version) {}
}
