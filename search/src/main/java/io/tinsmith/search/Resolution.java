package io.tinsmith.search;

import io.tinsmith.search.internal.Checks;

/** The size of an input: pixels of an image, or frames and features of a sound. */
public record Resolution(int height, int width) {
    public Resolution {
        Checks.range("resolution", height, 1, 1024);
        Checks.range("resolution", width, 1, 1024);
    }

    public static Resolution square(int side) {
        return new Resolution(side, side);
    }

    /** Such as {@code 28} or {@code 49x10}. */
    @Override
    public String toString() {
        return height == width ? String.valueOf(height) : height + "x" + width;
    }
}
