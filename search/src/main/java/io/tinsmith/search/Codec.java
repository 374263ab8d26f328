package io.tinsmith.search;

/**
 * The seam between search and domain: genes become a network here, and nowhere else.
 *
 * @param <G> genes
 */
@FunctionalInterface
public interface Codec<G> {
    Network decode(G genes);
}
