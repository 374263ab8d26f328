package io.tinsmith.search;

import java.util.List;

/** The genes of one member of a {@link SearchSpace}; equal genes, equal network. */
public record Genotype(int stemWidth, int stemStride, List<Stage> stages, int headWidth) {
    public Genotype {
        stages = List.copyOf(stages);
    }

    /** Blocks of one width. */
    public record Stage(int width, List<BlockGenes> blocks) {
        public Stage {
            blocks = List.copyOf(blocks);
        }
    }

    /** What blocks of one stage may differ in. */
    public record BlockGenes(int kernel, int expansion) {}
}
