package io.tinsmith.codegen.internal;

import java.util.Locale;

/** Pieces of C text. */
final class CText {
    private static final int LINE = 112;

    private CText() {}

    /** A static constant array of bytes. */
    static String array(String section, String name, byte[] values) {
        return array("int8_t", section, name, widen(values));
    }

    /** A static constant array of 32-bit words. */
    static String array(String section, String name, int[] values) {
        return array("int32_t", section, name, values);
    }

    private static String array(String type, String section, String name, int[] values) {
        return "static const " + type + " " + name + "[" + values.length + "]" + section + " = {" + items(values)
                + "\n};\n";
    }

    /** One row of a table of bytes. */
    static String rows(byte[] values) {
        return "{" + items(widen(values)) + "\n},\n";
    }

    private static String items(int[] values) {
        StringBuilder text = new StringBuilder();
        int column = LINE;
        for (int value : values) {
            // The literal -2147483648 is of type long in C99.
            String literal = value == Integer.MIN_VALUE ? "(-2147483647 - 1)" : Integer.toString(value);
            if (column + literal.length() + 2 > LINE) {
                text.append("\n    ");
                column = 4;
            } else {
                text.append(' ');
                column++;
            }
            text.append(literal).append(',');
            column += literal.length() + 1;
        }
        return text.toString();
    }

    private static int[] widen(byte[] values) {
        int[] wide = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            wide[i] = values[i];
        }
        return wide;
    }

    static String hex(long address) {
        return String.format(Locale.ROOT, "0x%08X", address);
    }
}
