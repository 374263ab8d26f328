package io.tinsmith.search.trellis;

import io.tinsmith.search.Choice;
import io.tinsmith.search.NetworkSpace;
import io.tinsmith.search.internal.Checks;
import io.tinsmith.search.internal.Choices;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * A set of networks of several resolutions for one input resolution and width multiplier.
 *
 * @param channels of the images
 * @param widths what the widths of all levels may be; no two with the same of level 0, by which networks then differ
 */
public record TrellisSpace(
        String name,
        int resolution,
        double widthMultiplier,
        int channels,
        int classes,
        Task task,
        int stemKernel,
        List<Integer> stemStrides,
        List<List<Integer>> widths,
        TrellisSet trellises,
        List<Integer> headWidths)
        implements NetworkSpace<TrellisGenes> {
    public TrellisSpace {
        Checks.range("resolution", resolution, 1, 1024);
        Checks.range("channels", channels, 1, 64);
        Checks.range("classes", classes, 1, 10_000);
        Checks.odd("stemKernel", stemKernel, 11);
        stemStrides = Choices.set("stemStrides", stemStrides, 1, 2);
        for (int stride : stemStrides) {
            TrellisNetwork.requireDivisible(resolution, stride, trellises.levels() - 1);
        }
        widths = widths.stream().<List<Integer>>map(List::copyOf).toList();
        Checks.range("number of widths", widths.size(), 1, 100);
        Set<Integer> first = new HashSet<>();
        for (List<Integer> levels : widths) {
            Checks.range("number of levels with a width", levels.size(), trellises.levels(), trellises.levels());
            if (!first.add(levels.get(0))) {
                throw new IllegalArgumentException(
                        "Two of the widths " + widths + " have the same at level 0.\n" + "Maybe leave one out.");
            }
        }
        headWidths = Choices.set("headWidths", headWidths, 0, 8192);
    }

    @Override
    public BigInteger size() {
        return trellises
                .size()
                .multiply(BigInteger.valueOf((long) stemStrides.size() * widths.size() * headWidths.size()));
    }

    @Override
    public TrellisGenes sample(SplittableRandom random) {
        int stride = Choices.draw(stemStrides, random);
        List<Integer> drawn = Choices.draw(widths, random);
        return new TrellisGenes(stride, drawn, trellises.sample(random), Choices.draw(headWidths, random));
    }

    @Override
    public TrellisGenes mutate(TrellisGenes parent, double rate, SplittableRandom random) {
        int stride = Choices.redraw(parent.stemStride(), stemStrides, rate, random);
        List<Integer> redrawn = Choices.redraw(parent.widths(), widths, rate, random);
        Trellis trellis = trellises.mutate(parent.trellis(), rate, random);
        return new TrellisGenes(stride, redrawn, trellis, Choices.redraw(parent.headWidth(), headWidths, rate, random));
    }

    @Override
    public TrellisGenes crossover(TrellisGenes a, TrellisGenes b, SplittableRandom random) {
        int stride = Choices.either(a.stemStride(), b.stemStride(), random);
        List<Integer> mixed = Choices.either(a.widths(), b.widths(), random);
        Trellis trellis = trellises.crossover(a.trellis(), b.trellis(), random);
        return new TrellisGenes(stride, mixed, trellis, Choices.either(a.headWidth(), b.headWidth(), random));
    }

    /** Stem stride, widths, nodes in turn, head width. */
    @Override
    public List<Choice> choices() {
        List<Choice> choices = new ArrayList<>();
        choices.add(Choice.of("stem stride", Choice.Kind.OTHER, stemStrides));
        choices.add(Choice.of(
                "widths", Choice.Kind.WIDTH, widths.stream().map(w -> w.get(0)).toList()));
        choices.addAll(trellises.choices());
        choices.add(Choice.of("head width", Choice.Kind.WIDTH, headWidths));
        return choices;
    }

    @Override
    public List<Integer> toChoices(TrellisGenes genes) {
        List<Integer> indices = new ArrayList<>();
        indices.add(stemStrides.indexOf(genes.stemStride()));
        indices.add(widths.indexOf(genes.widths()));
        indices.addAll(trellises.toChoices(genes.trellis()));
        indices.add(headWidths.indexOf(genes.headWidth()));
        return indices;
    }

    @Override
    public TrellisGenes fromChoices(List<Integer> indices) {
        Choices.require(choices(), indices);
        Iterator<Integer> next = indices.iterator();
        int stride = stemStrides.get(next.next());
        List<Integer> chosen = widths.get(next.next());
        Trellis trellis = trellises.fromChoices(next);
        return new TrellisGenes(stride, chosen, trellis, headWidths.get(next.next()));
    }

    /** See {@link TrellisSet}: which member is the smallest is an estimate. */
    @Override
    public TrellisGenes smallest() {
        int stride = stemStrides.get(stemStrides.size() - 1);
        return new TrellisGenes(stride, widths.get(0), trellises.smallest(), headWidths.get(0));
    }

    public boolean contains(TrellisGenes genes) {
        return stemStrides.contains(genes.stemStride())
                && widths.contains(genes.widths())
                && trellises.contains(genes.trellis())
                && headWidths.contains(genes.headWidth());
    }

    @Override
    public TrellisNetwork decode(TrellisGenes genes) {
        return new TrellisNetwork(
                resolution,
                channels,
                stemKernel,
                genes.stemStride(),
                genes.widths(),
                genes.trellis(),
                genes.headWidth(),
                classes,
                task);
    }
}
