package io.tinsmith.benchmarks.tabular;

import io.tinsmith.search.Choice;
import io.tinsmith.search.SpaceOperations;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** The space of the table, as strategies see it. */
final class TabularOperations implements SpaceOperations<List<Integer>> {
    private final List<Choice> choices = TabularSpace.GENES.stream()
            .map(g -> Choice.of(g.name(), kind(g.name()), g.values()))
            .toList();

    @Override
    public List<Integer> sample(SplittableRandom random) {
        return choices.stream().map(c -> random.nextInt(c.size())).toList();
    }

    @Override
    public List<Integer> mutate(List<Integer> parent, double rate, SplittableRandom random) {
        List<Integer> mutated = new ArrayList<>();
        for (int i = 0; i < parent.size(); i++) {
            boolean redraw = random.nextDouble() < rate;
            mutated.add(redraw ? random.nextInt(choices.get(i).size()) : parent.get(i));
        }
        return List.copyOf(mutated);
    }

    @Override
    public List<Integer> crossover(List<Integer> a, List<Integer> b, SplittableRandom random) {
        List<Integer> mixed = new ArrayList<>();
        for (int i = 0; i < a.size(); i++) {
            mixed.add(random.nextBoolean() ? a.get(i) : b.get(i));
        }
        return List.copyOf(mixed);
    }

    @Override
    public List<Choice> choices() {
        return choices;
    }

    @Override
    public List<Integer> toChoices(List<Integer> genes) {
        return genes;
    }

    @Override
    public List<Integer> fromChoices(List<Integer> indices) {
        return List.copyOf(indices);
    }

    private static Choice.Kind kind(String gene) {
        return switch (gene) {
            case "resolution" -> Choice.Kind.RESOLUTION;
            case "width1", "width2" -> Choice.Kind.WIDTH;
            case "depth1", "depth2" -> Choice.Kind.DEPTH;
            default -> Choice.Kind.OTHER;
        };
    }
}
