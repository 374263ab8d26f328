package io.tinsmith.graph;

/** How a resize makes a value from the pixels around its place. */
public enum Interpolation {
    /** The nearest pixel. */
    NEAREST,
    /** The four nearest, weighed by their distance. */
    BILINEAR
}
