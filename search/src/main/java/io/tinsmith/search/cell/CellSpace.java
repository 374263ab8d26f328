package io.tinsmith.search.cell;

import io.tinsmith.search.Choice;
import io.tinsmith.search.NetworkSpace;
import io.tinsmith.search.Stem;
import io.tinsmith.search.internal.Checks;
import io.tinsmith.search.internal.Choices;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A set of networks of cells for one resolution and width multiplier. Widths are the final ones, the multiplier applied.
 *
 * @param channels of the images
 * @param stages at least 2, so that both cells are used
 */
public record CellSpace(
        String name,
        int resolution,
        double widthMultiplier,
        int channels,
        int classes,
        int stemKernel,
        List<Integer> stemWidths,
        List<Integer> stemStrides,
        List<StageSet> stages,
        CellSet cells,
        List<Integer> headWidths)
        implements NetworkSpace<CellGenes> {
    /** What a stage may be; see {@link CellStage}. */
    public record StageSet(List<Integer> widths, List<Integer> repeats) {
        public StageSet {
            widths = Choices.set("widths", widths, 1, 4096);
            repeats = Choices.set("repeats", repeats, 1, 64);
        }
    }

    public CellSpace {
        Checks.range("resolution", resolution, 1, 1024);
        Checks.range("channels", channels, 1, 64);
        Checks.range("classes", classes, 1, 10_000);
        Checks.odd("stemKernel", stemKernel, 11);
        stemWidths = Choices.set("stemWidths", stemWidths, 1, 4096);
        stemStrides = Choices.set("stemStrides", stemStrides, 1, 2);
        stages = List.copyOf(stages);
        Checks.range("number of stages", stages.size(), 2, 16);
        headWidths = Choices.set("headWidths", headWidths, 0, 8192);
    }

    /**
     * Exact number of genes. Few of them, those with cells that do not read the previous cell, are the same network as
     * others.
     */
    @Override
    public BigInteger size() {
        BigInteger size = cells.size().pow(2);
        size = size.multiply(BigInteger.valueOf((long) stemWidths.size() * stemStrides.size() * headWidths.size()));
        for (StageSet stage : stages) {
            size = size.multiply(BigInteger.valueOf(
                    (long) stage.widths().size() * stage.repeats().size()));
        }
        return size;
    }

    @Override
    public CellGenes sample(SplittableRandom random) {
        int width = Choices.draw(stemWidths, random);
        int stride = Choices.draw(stemStrides, random);
        List<CellStage> drawn = stages.stream()
                .map(s -> new CellStage(Choices.draw(s.widths(), random), Choices.draw(s.repeats(), random)))
                .toList();
        Cell normal = cells.sample(random);
        return new CellGenes(width, stride, drawn, normal, cells.sample(random), Choices.draw(headWidths, random));
    }

    @Override
    public CellGenes mutate(CellGenes parent, double rate, SplittableRandom random) {
        int width = Choices.redraw(parent.stemWidth(), stemWidths, rate, random);
        int stride = Choices.redraw(parent.stemStride(), stemStrides, rate, random);
        List<CellStage> mutated = new ArrayList<>();
        for (int i = 0; i < stages.size(); i++) {
            CellStage stage = parent.stages().get(i);
            mutated.add(new CellStage(
                    Choices.redraw(stage.width(), stages.get(i).widths(), rate, random),
                    Choices.redraw(stage.repeats(), stages.get(i).repeats(), rate, random)));
        }
        Cell normal = cells.mutate(parent.normal(), rate, random);
        Cell reduction = cells.mutate(parent.reduction(), rate, random);
        int head = Choices.redraw(parent.headWidth(), headWidths, rate, random);
        return new CellGenes(width, stride, mutated, normal, reduction, head);
    }

    @Override
    public CellGenes crossover(CellGenes a, CellGenes b, SplittableRandom random) {
        int width = Choices.either(a.stemWidth(), b.stemWidth(), random);
        int stride = Choices.either(a.stemStride(), b.stemStride(), random);
        List<CellStage> mixed = new ArrayList<>();
        for (int i = 0; i < stages.size(); i++) {
            CellStage one = a.stages().get(i);
            CellStage two = b.stages().get(i);
            mixed.add(new CellStage(
                    Choices.either(one.width(), two.width(), random),
                    Choices.either(one.repeats(), two.repeats(), random)));
        }
        Cell normal = cells.crossover(a.normal(), b.normal(), random);
        Cell reduction = cells.crossover(a.reduction(), b.reduction(), random);
        int head = Choices.either(a.headWidth(), b.headWidth(), random);
        return new CellGenes(width, stride, mixed, normal, reduction, head);
    }

    /** Stem width and stride, width and repeats of the stages in turn, normal and reduction cell, head width. */
    @Override
    public List<Choice> choices() {
        List<Choice> choices = new ArrayList<>();
        choices.add(Choice.of("stem width", Choice.Kind.WIDTH, stemWidths));
        choices.add(Choice.of("stem stride", Choice.Kind.OTHER, stemStrides));
        for (int i = 0; i < stages.size(); i++) {
            String stage = "stage " + (i + 1);
            choices.add(
                    Choice.of(stage + " width", Choice.Kind.WIDTH, stages.get(i).widths()));
            choices.add(Choice.of(
                    stage + " repeats", Choice.Kind.DEPTH, stages.get(i).repeats()));
        }
        choices.addAll(cells.choices("normal"));
        choices.addAll(cells.choices("reduction"));
        choices.add(Choice.of("head width", Choice.Kind.WIDTH, headWidths));
        return choices;
    }

    @Override
    public List<Integer> toChoices(CellGenes genes) {
        List<Integer> indices = new ArrayList<>();
        indices.add(stemWidths.indexOf(genes.stemWidth()));
        indices.add(stemStrides.indexOf(genes.stemStride()));
        for (int i = 0; i < stages.size(); i++) {
            CellStage stage = genes.stages().get(i);
            indices.add(stages.get(i).widths().indexOf(stage.width()));
            indices.add(stages.get(i).repeats().indexOf(stage.repeats()));
        }
        indices.addAll(cells.toChoices(genes.normal()));
        indices.addAll(cells.toChoices(genes.reduction()));
        indices.add(headWidths.indexOf(genes.headWidth()));
        return indices;
    }

    @Override
    public CellGenes fromChoices(List<Integer> indices) {
        Choices.require(choices(), indices);
        Iterator<Integer> next = indices.iterator();
        int width = stemWidths.get(next.next());
        int stride = stemStrides.get(next.next());
        List<CellStage> chosen = stages.stream()
                .map(s -> new CellStage(s.widths().get(next.next()), s.repeats().get(next.next())))
                .toList();
        Cell normal = cells.fromChoices(next);
        Cell reduction = cells.fromChoices(next);
        return new CellGenes(width, stride, chosen, normal, reduction, headWidths.get(next.next()));
    }

    /** The least widths and depth, and cells that are chains of pairs of what costs least. */
    @Override
    public CellGenes smallest() {
        List<CellStage> least = stages.stream()
                .map(s -> new CellStage(s.widths().get(0), s.repeats().get(0)))
                .toList();
        Cell cell = cells.smallest();
        int stride = stemStrides.get(stemStrides.size() - 1);
        return new CellGenes(stemWidths.get(0), stride, least, cell, cell, headWidths.get(0));
    }

    public boolean contains(CellGenes genes) {
        boolean inside = stemWidths.contains(genes.stemWidth())
                && stemStrides.contains(genes.stemStride())
                && headWidths.contains(genes.headWidth())
                && cells.contains(genes.normal())
                && cells.contains(genes.reduction())
                && stages.size() == genes.stages().size();
        for (int i = 0; inside && i < stages.size(); i++) {
            CellStage stage = genes.stages().get(i);
            inside = stages.get(i).widths().contains(stage.width())
                    && stages.get(i).repeats().contains(stage.repeats());
        }
        return inside;
    }

    @Override
    public CellNetwork decode(CellGenes genes) {
        return new CellNetwork(
                resolution,
                channels,
                new Stem(genes.stemWidth(), stemKernel, genes.stemStride()),
                genes.stages(),
                genes.normal(),
                genes.reduction(),
                genes.headWidth(),
                classes);
    }
}
