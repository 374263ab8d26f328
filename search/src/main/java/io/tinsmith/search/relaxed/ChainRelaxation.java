package io.tinsmith.search.relaxed;

import io.tinsmith.search.Architecture;
import io.tinsmith.search.BlockSpace;
import io.tinsmith.search.Choice;
import io.tinsmith.search.Genotype;
import io.tinsmith.search.Genotype.BlockGenes;
import io.tinsmith.search.Nonlinearity;
import io.tinsmith.search.SearchSpace;
import io.tinsmith.search.StageSpace;
import io.tinsmith.search.internal.Choices;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;

/**
 * A space of chains of blocks: the stem's width; each stage's width and depth and, for every block that there may be,
 * which of all blocks it is; the head's width. The stem's stride changes the size of every map and is not weighed but
 * given.
 */
public final class ChainRelaxation implements Relaxation<Genotype> {
    private final SearchSpace space;
    private final int stemStride;
    private final List<List<BlockGenes>> alternatives;

    /**
     * The part of the space with one stride of the stem.
     *
     * @throws IllegalArgumentException if the space does not have it
     */
    public ChainRelaxation(SearchSpace space, int stemStride) {
        if (!space.stemStrides().contains(stemStride)) {
            throw new IllegalArgumentException(
                    "The stride of the stem (" + stemStride + ") is none of the space's, " + space.stemStrides() + ".");
        }
        this.space = space;
        this.stemStride = stemStride;
        alternatives =
                space.stages().stream().map(ChainRelaxation::alternatives).toList();
    }

    public SearchSpace space() {
        return space;
    }

    /** All that a block of a stage may be. */
    public List<BlockGenes> alternatives(int stage) {
        return alternatives.get(stage);
    }

    @Override
    public List<Choice> choices() {
        List<Choice> choices = new ArrayList<>();
        choices.add(Choice.of("stem width", Choice.Kind.WIDTH, space.stemWidths()));
        for (int s = 0; s < space.stages().size(); s++) {
            StageSpace stage = space.stages().get(s);
            String name = "stage " + (s + 1);
            choices.add(Choice.of(name + " width", Choice.Kind.WIDTH, stage.widths()));
            choices.add(Choice.of(name + " depth", Choice.Kind.DEPTH, stage.depths()));
            for (int i = 1; i <= most(stage.depths()); i++) {
                choices.add(Choice.numbered(
                        name + " block " + i, alternatives.get(s).size()));
            }
        }
        choices.add(Choice.of("head width", Choice.Kind.WIDTH, space.headWidths()));
        return choices;
    }

    @Override
    public Genotype decode(List<Integer> options) {
        Choices.require(choices(), options);
        Iterator<Integer> next = options.iterator();
        int stemWidth = space.stemWidths().get(next.next());
        List<Genotype.Stage> stages = new ArrayList<>();
        for (int s = 0; s < space.stages().size(); s++) {
            StageSpace stage = space.stages().get(s);
            int width = stage.widths().get(next.next());
            int depth = stage.depths().get(next.next());
            List<BlockGenes> blocks = new ArrayList<>();
            for (int i = 0; i < most(stage.depths()); i++) {
                blocks.add(alternatives.get(s).get(next.next()));
            }
            stages.add(new Genotype.Stage(width, blocks.subList(0, depth)));
        }
        return new Genotype(stemWidth, stemStride, stages, space.headWidths().get(next.next()));
    }

    /**
     * The member of the greatest widths and depths in which every block of a stage is the same one.
     *
     * @param alternative of each stage
     */
    public Architecture widest(List<Integer> alternative) {
        List<Genotype.Stage> stages = new ArrayList<>();
        for (int s = 0; s < space.stages().size(); s++) {
            StageSpace stage = space.stages().get(s);
            BlockGenes block = alternatives.get(s).get(alternative.get(s));
            stages.add(new Genotype.Stage(most(stage.widths()), Collections.nCopies(most(stage.depths()), block)));
        }
        return space.decode(new Genotype(most(space.stemWidths()), stemStride, stages, most(space.headWidths())));
    }

    private static int most(List<Integer> sorted) {
        return sorted.get(sorted.size() - 1);
    }

    private static List<BlockGenes> alternatives(StageSpace stage) {
        List<BlockGenes> all = new ArrayList<>();
        for (BlockSpace kind : stage.blocks()) {
            for (int kernel : kind.kernels()) {
                for (double expansion : kind.expansions()) {
                    for (int groups : kind.groups()) {
                        for (boolean excite : kind.excite()) {
                            for (Nonlinearity activation : kind.activations()) {
                                all.add(new BlockGenes(kind.kind(), kernel, expansion, groups, excite, activation));
                            }
                        }
                    }
                }
            }
        }
        return List.copyOf(all);
    }
}
