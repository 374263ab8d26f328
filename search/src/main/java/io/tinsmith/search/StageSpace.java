package io.tinsmith.search;

import io.tinsmith.search.internal.Checks;
import io.tinsmith.search.internal.Choices;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * What one stage of a search space may be: all blocks of a stage have the same width, and the first one its stride. Each
 * block is of any of the kinds. Sets are sorted and free of doubles.
 *
 * @param blocks at least one, each of another kind
 */
public record StageSpace(List<Integer> widths, int stride, List<BlockSpace> blocks, List<Integer> depths) {
    public StageSpace {
        widths = Choices.set("widths", widths, 1, 4096);
        Checks.range("stride", stride, 1, 2);
        blocks = List.copyOf(blocks);
        Checks.range("number of kinds of blocks", blocks.size(), 1, 16);
        if (blocks.stream().map(BlockSpace::kind).distinct().count() < blocks.size()) {
            throw new IllegalArgumentException(
                    "A kind of block stands twice in a stage.\nMaybe put the choices of both into one.");
        }
        depths = Choices.set("depths", depths, 1, 16);
        boolean even = blocks.stream().anyMatch(b -> b.kind() == BlockKind.SHUFFLE_V2);
        for (int width : widths) {
            if (even && width % 2 != 0) {
                throw new IllegalArgumentException("The width (" + width
                        + ") of a stage with blocks of kind shuffle-v2 is odd." + "\nMaybe use a divisor of 4.");
            }
        }
    }

    /** Of inverted residuals. */
    public StageSpace(
            List<Integer> widths, int stride, List<Integer> kernels, List<Integer> expansions, List<Integer> depths) {
        this(
                widths,
                stride,
                List.of(BlockSpace.of(
                        BlockKind.INVERTED,
                        kernels,
                        expansions.stream().map(Integer::doubleValue).toList())),
                depths);
    }

    /** Number of distinct genes: widths x the sum over depths d of (blocks)^d. */
    public BigInteger size() {
        BigInteger block =
                BigInteger.valueOf(blocks.stream().mapToLong(BlockSpace::size).sum());
        BigInteger sum = BigInteger.ZERO;
        for (int depth : depths) {
            sum = sum.add(block.pow(depth));
        }
        return sum.multiply(BigInteger.valueOf(widths.size()));
    }

    Genotype.Stage sample(SplittableRandom random) {
        int width = Choices.draw(widths, random);
        return new Genotype.Stage(width, resize(List.of(), Choices.draw(depths, random), random));
    }

    /** Of several kinds, the one with the fewest parameters between equal widths. */
    Genotype.Stage smallest() {
        int width = widths.get(0);
        Genotype.BlockGenes block = blocks.stream()
                .map(BlockSpace::smallest)
                .min(Comparator.comparingLong(b ->
                        BlockCost.of(b.decode(width, width, 1, false), 8, width).parameters()))
                .orElseThrow();
        return new Genotype.Stage(width, Collections.nCopies(depths.get(0), block));
    }

    Genotype.Stage mutate(Genotype.Stage stage, double rate, SplittableRandom random) {
        int width = Choices.redraw(stage.width(), widths, rate, random);
        int depth = Choices.redraw(stage.blocks().size(), depths, rate, random);
        List<Genotype.BlockGenes> mutated = new ArrayList<>();
        for (Genotype.BlockGenes block : stage.blocks()) {
            boolean anew = blocks.size() > 1 && random.nextDouble() < rate;
            mutated.add(anew ? sampleBlock(random) : of(block.kind()).mutate(block, rate, random));
        }
        return new Genotype.Stage(width, resize(mutated, depth, random));
    }

    Genotype.Stage crossover(Genotype.Stage a, Genotype.Stage b, SplittableRandom random) {
        int width = Choices.either(a.width(), b.width(), random);
        Genotype.Stage longer = Choices.either(a, b, random);
        Genotype.Stage other = longer.equals(a) ? b : a;
        List<Genotype.BlockGenes> mixed = new ArrayList<>(longer.blocks());
        for (int i = 0; i < Math.min(mixed.size(), other.blocks().size()); i++) {
            mixed.set(i, Choices.either(mixed.get(i), other.blocks().get(i), random));
        }
        return new Genotype.Stage(width, mixed);
    }

    /** Width, depth, then kernel and expansion of each block that there may be. */
    List<Choice> choices(String name) {
        List<Choice> choices = new ArrayList<>();
        choices.add(Choice.of(name + " width", Choice.Kind.WIDTH, widths));
        choices.add(Choice.of(name + " depth", Choice.Kind.DEPTH, depths));
        for (int i = 1; i <= mostBlocks(); i++) {
            if (blocks.size() > 1) {
                List<Integer> kinds = IntStream.range(0, blocks.size()).boxed().toList();
                choices.add(Choice.of(name + " kind " + i, Choice.Kind.OTHER, kinds));
            }
            for (BlockSpace block : blocks) {
                choices.addAll(block.choices(
                        name + (blocks.size() > 1 ? " " + block.kind().text() : ""), i));
            }
        }
        return choices;
    }

    List<Integer> toChoices(Genotype.Stage stage) {
        List<Integer> indices = new ArrayList<>();
        indices.add(widths.indexOf(stage.width()));
        indices.add(depths.indexOf(stage.blocks().size()));
        for (int i = 0; i < mostBlocks(); i++) {
            boolean on = i < stage.blocks().size();
            if (blocks.size() > 1) {
                indices.add(on ? blocks.indexOf(of(stage.blocks().get(i).kind())) : 0);
            }
            for (BlockSpace block : blocks) {
                boolean chosen = on && stage.blocks().get(i).kind() == block.kind();
                indices.addAll(
                        chosen
                                ? block.toChoices(stage.blocks().get(i))
                                : Collections.nCopies(block.choices("", 0).size(), 0));
            }
        }
        return indices;
    }

    Genotype.Stage fromChoices(List<Integer> indices) {
        List<Genotype.BlockGenes> chosen = new ArrayList<>();
        int at = 2;
        for (int i = 0; i < depths.get(indices.get(1)); i++) {
            int kind = blocks.size() > 1 ? indices.get(at++) : 0;
            for (int k = 0; k < blocks.size(); k++) {
                int length = blocks.get(k).choices("", 0).size();
                if (k == kind) {
                    chosen.add(blocks.get(k).fromChoices(indices.subList(at, at + length)));
                }
                at += length;
            }
        }
        return new Genotype.Stage(widths.get(indices.get(0)), chosen);
    }

    private int mostBlocks() {
        return depths.get(depths.size() - 1);
    }

    boolean contains(Genotype.Stage stage) {
        return widths.contains(stage.width())
                && depths.contains(stage.blocks().size())
                && stage.blocks().stream().allMatch(b -> blocks.stream().anyMatch(s -> s.contains(b)));
    }

    private BlockSpace of(BlockKind kind) {
        return blocks.stream().filter(b -> b.kind() == kind).findFirst().orElseThrow();
    }

    private Genotype.BlockGenes sampleBlock(SplittableRandom random) {
        BlockSpace kind = blocks.size() == 1 ? blocks.get(0) : Choices.draw(blocks, random);
        return kind.sample(random);
    }

    private List<Genotype.BlockGenes> resize(List<Genotype.BlockGenes> from, int depth, SplittableRandom random) {
        List<Genotype.BlockGenes> resized = new ArrayList<>(from.subList(0, Math.min(depth, from.size())));
        while (resized.size() < depth) {
            resized.add(sampleBlock(random));
        }
        return resized;
    }
}
