package io.tinsmith.memory;

import io.tinsmith.graph.Graph;
import java.util.List;

/**
 * An order of execution with every activation and scratch buffer placed in one arena.
 *
 * @param steps in the order in which they run
 * @param placements one for each activation, by ascending tensor index
 * @param arenaBytes size of the arena: the highest byte that any placement or scratch buffer reaches
 */
public record Schedule(Graph graph, List<Step> steps, List<Placement> placements, long arenaBytes) {
    public Schedule {
        steps = List.copyOf(steps);
        placements = List.copyOf(placements);
    }

    public Placement placement(int tensor) {
        return placements.stream()
                .filter(p -> p.tensor() == tensor)
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("The tensor (" + tensor + ") has no place in the arena."));
    }
}
