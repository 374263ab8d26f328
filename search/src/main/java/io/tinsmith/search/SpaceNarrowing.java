package io.tinsmith.search;

import io.tinsmith.search.internal.Checks;
import io.tinsmith.search.internal.Tally;
import io.tinsmith.search.internal.Workers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Takes out of a space what the limits do not allow or the best members do without, as design spaces are shrunk by the
 * statistics of their best models by Radosavovic et al. 2020 (arXiv:2003.13678, sections 3.2 and 4). Values that no fitting
 * sample has are dropped. The best are the quarter of the fitting samples with the most MACs; the least and the greatest
 * values of a choice go where these have them less than half as often as chance would.
 */
public final class SpaceNarrowing {
    /** Fewer that fit say too little of what to drop. */
    public static final int LEAST_SURVIVORS = 40;

    private final CostModel costs;
    private final Constraints constraints;
    private final int threads;

    public SpaceNarrowing(CostModel costs, Constraints constraints, int threads) {
        this.costs = costs;
        this.constraints = constraints;
        this.threads = threads;
    }

    /** A sample that fits. */
    private record Survivor(Genotype genes, long macs) {}

    /**
     * The narrowed space. The same seed gives the same one with any number of threads.
     *
     * @param samples networks to draw, such as 2000
     * @return nothing where fewer than {@link #LEAST_SURVIVORS} of them fit
     */
    public Optional<SearchSpace> narrow(SearchSpace space, int samples, long seed) {
        Checks.range("samples", samples, 1, 1_000_000);
        List<Survivor> survivors;
        try (Workers workers = new Workers(threads)) {
            survivors = workers.map(samples, i -> survivor(space, seed, i)).stream()
                    .flatMap(Optional::stream)
                    .sorted(Comparator.comparingLong(Survivor::macs).reversed())
                    .toList();
        }
        if (survivors.size() < LEAST_SURVIVORS) {
            return Optional.empty();
        }
        return Optional.of(narrowed(space, survivors));
    }

    private Optional<Survivor> survivor(SearchSpace space, long seed, int index) {
        Genotype genes = space.sample(SpaceScorer.random(seed, index));
        OptionalLong macs = costs.macsIfFits(space.decode(genes), constraints);
        return macs.isPresent() ? Optional.of(new Survivor(genes, macs.getAsLong())) : Optional.empty();
    }

    private static SearchSpace narrowed(SearchSpace space, List<Survivor> survivors) {
        Tally<Integer> stemWidths = new Tally<>();
        Tally<Integer> stemStrides = new Tally<>();
        Tally<Integer> headWidths = new Tally<>();
        List<StageTally> stages = space.stages().stream().map(StageTally::new).toList();
        for (int i = 0; i < survivors.size(); i++) {
            Genotype genes = survivors.get(i).genes();
            boolean best = 4 * i < survivors.size();
            stemWidths.add(genes.stemWidth(), best);
            stemStrides.add(genes.stemStride(), best);
            headWidths.add(genes.headWidth(), best);
            for (int s = 0; s < stages.size(); s++) {
                stages.get(s).add(genes.stages().get(s), best);
            }
        }
        return new SearchSpace(
                space.name(),
                space.inputSize(),
                space.widthMultiplier(),
                space.channels(),
                space.classes(),
                space.stem(),
                stemWidths.range(space.stemWidths()),
                stemStrides.range(space.stemStrides()),
                stages.stream().map(StageTally::narrowed).toList(),
                headWidths.range(space.headWidths()));
    }

    /** Counts of one stage. */
    private static final class StageTally {
        private final StageSpace space;
        private final Tally<Integer> widths = new Tally<>();
        private final Tally<Integer> depths = new Tally<>();
        private final Tally<BlockKind> kinds = new Tally<>();
        private final List<BlockTally> blocks;

        StageTally(StageSpace space) {
            this.space = space;
            blocks = space.blocks().stream().map(BlockTally::new).toList();
        }

        void add(Genotype.Stage stage, boolean best) {
            widths.add(stage.width(), best);
            depths.add(stage.blocks().size(), best);
            for (Genotype.BlockGenes block : stage.blocks()) {
                kinds.add(block.kind(), best);
                blocks.stream().filter(b -> b.space.kind() == block.kind()).forEach(b -> b.add(block, best));
            }
        }

        StageSpace narrowed() {
            List<BlockKind> kept =
                    kinds.common(space.blocks().stream().map(BlockSpace::kind).toList());
            List<BlockSpace> narrowed = new ArrayList<>();
            for (BlockTally block : blocks) {
                if (kept.contains(block.space.kind())) {
                    narrowed.add(block.narrowed());
                }
            }
            return new StageSpace(widths.range(space.widths()), space.stride(), narrowed, depths.range(space.depths()));
        }
    }

    /** Counts of the blocks of one kind in one stage. */
    private static final class BlockTally {
        private final BlockSpace space;
        private final Tally<Integer> kernels = new Tally<>();
        private final Tally<Double> expansions = new Tally<>();
        private final Tally<Integer> groups = new Tally<>();
        private final Tally<Boolean> excite = new Tally<>();
        private final Tally<Nonlinearity> activations = new Tally<>();

        BlockTally(BlockSpace space) {
            this.space = space;
        }

        void add(Genotype.BlockGenes block, boolean best) {
            kernels.add(block.kernel(), best);
            expansions.add(block.expansion(), best);
            groups.add(block.groups(), best);
            excite.add(block.excite(), best);
            activations.add(block.activation(), best);
        }

        BlockSpace narrowed() {
            return new BlockSpace(
                    space.kind(),
                    kernels.range(space.kernels()),
                    expansions.range(space.expansions()),
                    groups.range(space.groups()),
                    excite.common(space.excite()),
                    activations.common(space.activations()));
        }
    }
}
