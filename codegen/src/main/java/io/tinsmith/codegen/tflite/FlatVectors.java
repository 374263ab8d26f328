package io.tinsmith.codegen.tflite;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.tensorflow.lite.schema.Model;

/** Vectors and names of a file that may be broken: their length is checked before anything is allocated for it. */
final class FlatVectors {
    private static final int LONGEST_NAME = 4096;

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

    /** Where in the file a model's table begins. */
    static int position(Model model) {
        return model.getByteBuffer().getInt(0);
    }

    /**
     * A name from a file, fit to be printed: what controls a terminal, breaks lines or turns the direction of text becomes
     * {@code _}, and what is longer than any converter writes is cut.
     *
     * @param utf8 null or empty where the file has none
     */
    static String name(@Nullable ByteBuffer utf8, String otherwise) {
        if (utf8 == null || !utf8.hasRemaining()) {
            return otherwise;
        }
        byte[] bytes = new byte[Math.min(utf8.remaining(), LONGEST_NAME)];
        utf8.get(bytes);
        // Where it is no UTF-8, a replacement character stands.
        int[] points = new String(bytes, StandardCharsets.UTF_8)
                .codePoints()
                .map(point -> isPrintable(point) ? point : '_')
                .toArray();
        return new String(points, 0, points.length);
    }

    private static boolean isPrintable(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
