package io.tinsmith.search;

import io.tinsmith.search.internal.Checks;

/** The first convolution: {@code kernel x kernel}, {@code width} channels, stride 1 or 2. */
public record Stem(int width, int kernel, int stride) {
    public Stem {
        Checks.range("width", width, 1, 4096);
        Checks.odd("kernel", kernel, 11);
        Checks.range("stride", stride, 1, 2);
    }

    /** Such as {@code stem 16/2}. */
    String summary() {
        return "stem " + width + (stride == 1 ? "" : "/" + stride);
    }
}
