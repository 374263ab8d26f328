package io.tinsmith.search.internal;

/** Checks of constructors. */
public final class Checks {
    private Checks() {}

    public static void range(String name, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "The " + name + " (" + value + ") is not between " + least + " and " + most + ".");
        }
    }

    /** Above 0, at most 1. */
    public static void rate(String name, double value) {
        if (!(value > 0 && value <= 1)) {
            throw new IllegalArgumentException(
                    "The " + name + " (" + value + ") is not above 0 and at most 1.\nMaybe use 0.1.");
        }
    }

    public static void odd(String name, int value, int most) {
        range(name, value, 1, most);
        if (value % 2 == 0) {
            throw new IllegalArgumentException("The " + name + " (" + value + ") is even.\nMaybe use 3 or 5.");
        }
    }

    /** The name of a space. */
    public static void named(String name) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("The name () is empty.\nMaybe name the space after its file.");
        }
    }
}
