package io.tinsmith.search;

import io.tinsmith.search.internal.Checks;
import io.tinsmith.search.internal.Choices;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What a block of one kind may be within a stage. Sets are sorted and free of doubles.
 *
 * @param expansions see {@link Block#expansion}
 * @param groups see {@link Block#groups}; fewer are taken where they do not divide the channels
 * @param excite whether a block may have squeeze-and-excite, of a quarter of the channels that enter
 */
public record BlockSpace(
        BlockKind kind,
        List<Integer> kernels,
        List<Double> expansions,
        List<Integer> groups,
        List<Boolean> excite,
        List<Nonlinearity> activations) {
    public BlockSpace {
        kernels = Choices.set("kernels", kernels, 1, 11);
        kernels.forEach(k -> Checks.odd("kernels", k, 11));
        expansions = distinct("expansions", expansions);
        expansions.forEach(e -> Block.checkExpansion("expansions", e));
        groups = Choices.set("groups", groups, 1, 256);
        excite = distinct("excite", excite);
        activations = distinct("activations", activations);
        requireMeaning("expansions", kind, kind.expands() || expansions.equals(List.of(1.0)));
        requireMeaning("groups", kind, kind.hasGroups() || groups.equals(List.of(1)));
        requireMeaning("excite", kind, kind.mayExcite() || excite.equals(List.of(false)));
    }

    /** Blocks as the paper of their kind has them, but for kernels and expansions. */
    public static BlockSpace of(BlockKind kind, List<Integer> kernels, List<Double> expansions) {
        return new BlockSpace(kind, kernels, expansions, List.of(1), List.of(false), List.of(kind.defaultActivation()));
    }

    /** Number of distinct genes. */
    long size() {
        return (long) kernels.size() * expansions.size() * groups.size() * excite.size() * activations.size();
    }

    // A set of one draws nothing, but for kernels and expansions, so that old seeds give what they gave.

    Genotype.BlockGenes sample(SplittableRandom random) {
        return new Genotype.BlockGenes(
                kind,
                Choices.draw(kernels, random),
                Choices.draw(expansions, random),
                drawn(groups, random),
                drawn(excite, random),
                drawn(activations, random));
    }

    Genotype.BlockGenes smallest() {
        return new Genotype.BlockGenes(
                kind,
                kernels.get(0),
                isDivisor() ? expansions.get(expansions.size() - 1) : expansions.get(0),
                groups.get(groups.size() - 1),
                excite.get(0),
                activations.get(0));
    }

    Genotype.BlockGenes mutate(Genotype.BlockGenes genes, double rate, SplittableRandom random) {
        return new Genotype.BlockGenes(
                kind,
                Choices.redraw(genes.kernel(), kernels, rate, random),
                Choices.redraw(genes.expansion(), expansions, rate, random),
                redrawn(genes.groups(), groups, rate, random),
                redrawn(genes.excite(), excite, rate, random),
                redrawn(genes.activation(), activations, rate, random));
    }

    boolean contains(Genotype.BlockGenes genes) {
        return kind == genes.kind()
                && kernels.contains(genes.kernel())
                && expansions.contains(genes.expansion())
                && groups.contains(genes.groups())
                && excite.contains(genes.excite())
                && activations.contains(genes.activation());
    }

    /** Kernel and expansion, then what else there is to choose. */
    List<Choice> choices(String name, int index) {
        List<Choice> choices = new ArrayList<>();
        choices.add(Choice.of(name + " kernel " + index, Choice.Kind.OTHER, kernels));
        choices.add(new Choice(name + " expansion " + index, Choice.Kind.OTHER, expansions));
        if (groups.size() > 1) {
            choices.add(Choice.of(name + " groups " + index, Choice.Kind.OTHER, groups));
        }
        if (excite.size() > 1) {
            choices.add(Choice.of(name + " excite " + index, Choice.Kind.OTHER, List.of(0, 1)));
        }
        if (activations.size() > 1) {
            List<Integer> numbers =
                    activations.stream().map(Nonlinearity::ordinal).toList();
            choices.add(Choice.of(name + " activation " + index, Choice.Kind.OTHER, numbers));
        }
        return choices;
    }

    List<Integer> toChoices(Genotype.BlockGenes genes) {
        List<Integer> indices = new ArrayList<>();
        indices.add(kernels.indexOf(genes.kernel()));
        indices.add(expansions.indexOf(genes.expansion()));
        if (groups.size() > 1) {
            indices.add(groups.indexOf(genes.groups()));
        }
        if (excite.size() > 1) {
            indices.add(excite.indexOf(genes.excite()));
        }
        if (activations.size() > 1) {
            indices.add(activations.indexOf(genes.activation()));
        }
        return indices;
    }

    Genotype.BlockGenes fromChoices(List<Integer> indices) {
        Iterator<Integer> next = indices.iterator();
        return new Genotype.BlockGenes(
                kind,
                kernels.get(next.next()),
                expansions.get(next.next()),
                groups.get(groups.size() > 1 ? next.next() : 0),
                excite.get(excite.size() > 1 ? next.next() : 0),
                activations.get(activations.size() > 1 ? next.next() : 0));
    }

    private boolean isDivisor() {
        return kind == BlockKind.BOTTLENECK || kind == BlockKind.SHUFFLE_V1;
    }

    private static <T> T drawn(List<T> values, SplittableRandom random) {
        return values.size() == 1 ? values.get(0) : Choices.draw(values, random);
    }

    private static <T> T redrawn(T value, List<T> values, double rate, SplittableRandom random) {
        return values.size() == 1 ? value : Choices.redraw(value, values, rate, random);
    }

    private static <T extends Comparable<? super T>> List<T> distinct(String name, List<T> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("The set of " + name + " is empty.\nMaybe leave it out.");
        }
        return values.stream().distinct().sorted().toList();
    }

    private static void requireMeaning(String name, BlockKind kind, boolean holds) {
        if (!holds) {
            throw new IllegalArgumentException("Blocks of kind " + kind.text() + " have no " + name
                    + " to choose.\nMaybe leave them out, or use another kind.");
        }
    }
}
