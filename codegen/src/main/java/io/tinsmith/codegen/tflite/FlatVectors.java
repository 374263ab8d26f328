package io.tinsmith.codegen.tflite;

import java.util.function.IntUnaryOperator;

/** Vectors of a file that may be broken: their length is checked before anything is allocated for it. */
final class FlatVectors {
    private FlatVectors() {}

    /**
     * A vector of ints.
     *
     * @param most the most elements that make sense
     */
    static int[] ints(String what, IntUnaryOperator get, int length, int most) {
        check(what, length, most);
        int[] values = new int[length];
        for (int i = 0; i < length; i++) {
            values[i] = get.applyAsInt(i);
        }
        return values;
    }

    static void check(String what, int length, int most) {
        if (length < 0 || length > most) {
            throw new ModelFormatException("The model claims " + length + " " + what + ", more than " + most
                    + ".\nMaybe the file was altered, or is too unusual for Tinsmith.");
        }
    }
}
