package io.tinsmith.search;

import java.math.BigInteger;

/**
 * A set of networks for one resolution and width multiplier: what scoring and search work over, whatever the kind.
 *
 * @param <G> genes
 */
public interface NetworkSpace<G> extends SpaceOperations<G>, Codec<G> {
    /** Of the family. */
    String name();

    /** Side of the square input image in pixels. */
    int resolution();

    double widthMultiplier();

    /**
     * A member that needs as little as any: least depth and widths. Where no member is the least in everything, as among
     * cells, which one that is is an estimate.
     */
    G smallest();

    /** Exact number of members. */
    BigInteger size();

    /** Such as {@code mobile-tiny r28 w0.5}. */
    default String label() {
        return name() + " r" + resolution() + " w" + widthMultiplier();
    }
}
