package io.tinsmith.search;

import io.tinsmith.search.internal.Checks;
import io.tinsmith.search.internal.Choices;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What one stage of a search space may be: all blocks of a stage have the same width, and the first one its stride.
 * Sets are sorted and free of doubles.
 */
public record StageSpace(
        List<Integer> widths, int stride, List<Integer> kernels, List<Integer> expansions, List<Integer> depths) {
    public StageSpace {
        widths = Choices.set("widths", widths, 1, 4096);
        Checks.range("stride", stride, 1, 2);
        kernels = Choices.set("kernels", kernels, 1, 11);
        kernels.forEach(k -> Checks.odd("kernels", k, 11));
        expansions = Choices.set("expansions", expansions, 1, 16);
        depths = Choices.set("depths", depths, 1, 16);
    }

    /** Number of distinct stages: widths x the sum over depths d of (kernels x expansions)^d. */
    public BigInteger size() {
        BigInteger blocks = BigInteger.valueOf((long) kernels.size() * expansions.size());
        BigInteger sum = BigInteger.ZERO;
        for (int depth : depths) {
            sum = sum.add(blocks.pow(depth));
        }
        return sum.multiply(BigInteger.valueOf(widths.size()));
    }

    Genotype.Stage sample(SplittableRandom random) {
        int width = Choices.draw(widths, random);
        return new Genotype.Stage(width, resize(List.of(), Choices.draw(depths, random), random));
    }

    Genotype.Stage smallest() {
        Genotype.BlockGenes block = new Genotype.BlockGenes(kernels.get(0), expansions.get(0));
        return new Genotype.Stage(widths.get(0), Collections.nCopies(depths.get(0), block));
    }

    Genotype.Stage mutate(Genotype.Stage stage, double rate, SplittableRandom random) {
        int width = Choices.redraw(stage.width(), widths, rate, random);
        int depth = Choices.redraw(stage.blocks().size(), depths, rate, random);
        List<Genotype.BlockGenes> blocks = new ArrayList<>();
        for (Genotype.BlockGenes block : stage.blocks()) {
            blocks.add(new Genotype.BlockGenes(
                    Choices.redraw(block.kernel(), kernels, rate, random),
                    Choices.redraw(block.expansion(), expansions, rate, random)));
        }
        return new Genotype.Stage(width, resize(blocks, depth, random));
    }

    Genotype.Stage crossover(Genotype.Stage a, Genotype.Stage b, SplittableRandom random) {
        int width = Choices.either(a.width(), b.width(), random);
        Genotype.Stage longer = Choices.either(a, b, random);
        Genotype.Stage other = longer.equals(a) ? b : a;
        List<Genotype.BlockGenes> blocks = new ArrayList<>(longer.blocks());
        for (int i = 0; i < Math.min(blocks.size(), other.blocks().size()); i++) {
            blocks.set(i, Choices.either(blocks.get(i), other.blocks().get(i), random));
        }
        return new Genotype.Stage(width, blocks);
    }

    /** Width, depth, then kernel and expansion of each block that there may be. */
    List<Choice> choices(String name) {
        List<Choice> choices = new ArrayList<>();
        choices.add(Choice.of(name + " width", Choice.Kind.WIDTH, widths));
        choices.add(Choice.of(name + " depth", Choice.Kind.DEPTH, depths));
        for (int i = 1; i <= mostBlocks(); i++) {
            choices.add(Choice.of(name + " kernel " + i, Choice.Kind.OTHER, kernels));
            choices.add(Choice.of(name + " expansion " + i, Choice.Kind.OTHER, expansions));
        }
        return choices;
    }

    List<Integer> toChoices(Genotype.Stage stage) {
        List<Integer> indices = new ArrayList<>();
        indices.add(widths.indexOf(stage.width()));
        indices.add(depths.indexOf(stage.blocks().size()));
        for (Genotype.BlockGenes block : stage.blocks()) {
            indices.add(kernels.indexOf(block.kernel()));
            indices.add(expansions.indexOf(block.expansion()));
        }
        while (indices.size() < 2 + 2 * mostBlocks()) {
            indices.add(0);
        }
        return indices;
    }

    Genotype.Stage fromChoices(List<Integer> indices) {
        List<Genotype.BlockGenes> blocks = new ArrayList<>();
        for (int i = 0; i < depths.get(indices.get(1)); i++) {
            blocks.add(new Genotype.BlockGenes(
                    kernels.get(indices.get(2 + 2 * i)), expansions.get(indices.get(3 + 2 * i))));
        }
        return new Genotype.Stage(widths.get(indices.get(0)), blocks);
    }

    private int mostBlocks() {
        return depths.get(depths.size() - 1);
    }

    boolean contains(Genotype.Stage stage) {
        return widths.contains(stage.width())
                && depths.contains(stage.blocks().size())
                && stage.blocks().stream()
                        .allMatch(b -> kernels.contains(b.kernel()) && expansions.contains(b.expansion()));
    }

    private List<Genotype.BlockGenes> resize(List<Genotype.BlockGenes> from, int depth, SplittableRandom random) {
        List<Genotype.BlockGenes> blocks = new ArrayList<>(from.subList(0, Math.min(depth, from.size())));
        while (blocks.size() < depth) {
            blocks.add(new Genotype.BlockGenes(Choices.draw(kernels, random), Choices.draw(expansions, random)));
        }
        return blocks;
    }
}
