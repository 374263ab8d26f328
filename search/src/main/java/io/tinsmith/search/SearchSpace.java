package io.tinsmith.search;

import io.tinsmith.search.internal.Checks;
import io.tinsmith.search.internal.Choices;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A set of networks for one resolution and width multiplier. Widths are the final ones, the multiplier applied.
 *
 * @param channels of the images
 * @param stem all but its width and strides; the head has its activation
 */
public record SearchSpace(
        String name,
        Resolution inputSize,
        double widthMultiplier,
        int channels,
        int classes,
        Stem stem,
        List<Integer> stemWidths,
        List<Integer> stemStrides,
        List<StageSpace> stages,
        List<Integer> headWidths)
        implements NetworkSpace<Genotype> {
    public SearchSpace {
        Checks.range("channels", channels, 1, 64);
        Checks.range("classes", classes, 1, 10_000);
        stemWidths = Choices.set("stemWidths", stemWidths, 1, 4096);
        stemStrides = Choices.set("stemStrides", stemStrides, 1, 2);
        stages = List.copyOf(stages);
        headWidths = Choices.set("headWidths", headWidths, 0, 8192);
    }

    /** Exact number of distinct networks. */
    @Override
    public BigInteger size() {
        BigInteger size = BigInteger.valueOf((long) stemWidths.size() * stemStrides.size() * headWidths.size());
        for (StageSpace stage : stages) {
            size = size.multiply(stage.size());
        }
        return size;
    }

    @Override
    public Genotype sample(SplittableRandom random) {
        int width = Choices.draw(stemWidths, random);
        int stride = Choices.draw(stemStrides, random);
        List<Genotype.Stage> drawn = stages.stream().map(s -> s.sample(random)).toList();
        return new Genotype(width, stride, drawn, Choices.draw(headWidths, random));
    }

    @Override
    public Genotype mutate(Genotype parent, double rate, SplittableRandom random) {
        int width = Choices.redraw(parent.stemWidth(), stemWidths, rate, random);
        int stride = Choices.redraw(parent.stemStride(), stemStrides, rate, random);
        List<Genotype.Stage> mutated = new ArrayList<>();
        for (int i = 0; i < stages.size(); i++) {
            mutated.add(stages.get(i).mutate(parent.stages().get(i), rate, random));
        }
        return new Genotype(width, stride, mutated, Choices.redraw(parent.headWidth(), headWidths, rate, random));
    }

    @Override
    public Genotype crossover(Genotype a, Genotype b, SplittableRandom random) {
        int width = Choices.either(a.stemWidth(), b.stemWidth(), random);
        int stride = Choices.either(a.stemStride(), b.stemStride(), random);
        List<Genotype.Stage> mixed = new ArrayList<>();
        for (int i = 0; i < stages.size(); i++) {
            mixed.add(stages.get(i).crossover(a.stages().get(i), b.stages().get(i), random));
        }
        return new Genotype(width, stride, mixed, Choices.either(a.headWidth(), b.headWidth(), random));
    }

    /** Stem width and stride, the stages in turn, head width. */
    @Override
    public List<Choice> choices() {
        List<Choice> choices = new ArrayList<>();
        choices.add(Choice.of("stem width", Choice.Kind.WIDTH, stemWidths));
        choices.add(Choice.of("stem stride", Choice.Kind.OTHER, stemStrides));
        for (int i = 0; i < stages.size(); i++) {
            choices.addAll(stages.get(i).choices("stage " + (i + 1)));
        }
        choices.add(Choice.of("head width", Choice.Kind.WIDTH, headWidths));
        return choices;
    }

    @Override
    public List<Integer> toChoices(Genotype genes) {
        List<Integer> indices = new ArrayList<>();
        indices.add(stemWidths.indexOf(genes.stemWidth()));
        indices.add(stemStrides.indexOf(genes.stemStride()));
        for (int i = 0; i < stages.size(); i++) {
            indices.addAll(stages.get(i).toChoices(genes.stages().get(i)));
        }
        indices.add(headWidths.indexOf(genes.headWidth()));
        return indices;
    }

    @Override
    public Genotype fromChoices(List<Integer> indices) {
        Choices.require(choices(), indices);
        List<Genotype.Stage> chosen = new ArrayList<>();
        int at = 2;
        for (StageSpace stage : stages) {
            int length = stage.choices("").size();
            chosen.add(stage.fromChoices(indices.subList(at, at + length)));
            at += length;
        }
        return new Genotype(
                stemWidths.get(indices.get(0)),
                stemStrides.get(indices.get(1)),
                chosen,
                headWidths.get(indices.get(at)));
    }

    /** The member with the least of everything: depth, widths, kernels, expansions, and the largest stem stride. */
    @Override
    public Genotype smallest() {
        return new Genotype(
                stemWidths.get(0),
                stemStrides.get(stemStrides.size() - 1),
                stages.stream().map(StageSpace::smallest).toList(),
                headWidths.get(0));
    }

    public boolean contains(Genotype genes) {
        boolean inside = stemWidths.contains(genes.stemWidth())
                && stemStrides.contains(genes.stemStride())
                && headWidths.contains(genes.headWidth())
                && stages.size() == genes.stages().size();
        for (int i = 0; inside && i < stages.size(); i++) {
            inside = stages.get(i).contains(genes.stages().get(i));
        }
        return inside;
    }

    @Override
    public int resolution() {
        return inputSize.height();
    }

    /** Side of the stem's kernel; its height where it is not square. */
    public int stemKernel() {
        return stem.kernelHeight();
    }

    @Override
    public String label() {
        return name + " r" + inputSize + " w" + widthMultiplier;
    }

    @Override
    public Architecture decode(Genotype genes) {
        List<Block> blocks = new ArrayList<>();
        int entering = genes.stemWidth();
        for (int i = 0; i < stages.size(); i++) {
            Genotype.Stage stage = genes.stages().get(i);
            int stride = stages.get(i).stride();
            for (Genotype.BlockGenes block : stage.blocks()) {
                blocks.add(block.decode(entering, stage.width(), stride, blocks.isEmpty()));
                entering = stage.width();
                stride = 1;
            }
        }
        Head head = new Head(genes.headWidth(), 0, stem.activation());
        return new Architecture(
                inputSize, channels, stem.with(genes.stemWidth(), genes.stemStride()), blocks, head, classes);
    }
}
