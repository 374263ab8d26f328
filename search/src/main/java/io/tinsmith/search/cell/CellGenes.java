package io.tinsmith.search.cell;

import java.util.List;

/** The genes of one member of a {@link CellSpace}; equal genes, equal network. */
public record CellGenes(
        int stemWidth, int stemStride, List<CellStage> stages, Cell normal, Cell reduction, int headWidth) {
    public CellGenes {
        stages = List.copyOf(stages);
    }
}
