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

    /** What blocks of one stage may differ in; see {@link Block}. */
    public record BlockGenes(
            BlockKind kind, int kernel, double expansion, int groups, boolean excite, Nonlinearity activation) {
        /** The block of these genes, its groups and squeezed channels such that they suit {@code entering} channels. */
        Block decode(int entering, int width, int stride, boolean first) {
            int squeezed = excite ? Math.max(4, (entering + 2) / 4) : 0;
            Block block = new Block(
                    kind, width, kernel, expansion, stride, kind.defaultResidual(), groups, squeezed, activation);
            int fewer = groups;
            while (!divides(block.withGroups(fewer), entering, first)) {
                fewer--;
            }
            return block.withGroups(fewer);
        }

        private static boolean divides(Block block, int entering, boolean first) {
            if (block.kind() != BlockKind.SHUFFLE_V1) {
                return true; // The hidden channels of bottlenecks are multiples of the groups.
            }
            boolean beside = block.stride() == 2 && block.width() > entering;
            int computed = beside ? block.width() - entering : block.width();
            return computed % block.groups() == 0 && (first || entering % block.groups() == 0);
        }
    }
}
