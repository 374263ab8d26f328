package io.tinsmith.search.trellis;

import java.util.List;

/**
 * The genes of one member of a {@link TrellisSpace}; equal genes, equal network.
 *
 * @param widths by level
 */
public record TrellisGenes(int stemStride, List<Integer> widths, Trellis trellis, int headWidth) {
    public TrellisGenes {
        widths = List.copyOf(widths);
    }
}
