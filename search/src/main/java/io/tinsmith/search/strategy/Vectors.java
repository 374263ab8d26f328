package io.tinsmith.search.strategy;

import io.tinsmith.search.Choice;
import io.tinsmith.search.SpaceOperations;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** A space seen as vectors of choices. */
final class Vectors<G> {
    private static final int ATTEMPTS = 50;

    private final SpaceOperations<G> space;
    private final List<Choice> choices;
    /** Genes with more than one value. */
    private final List<Integer> free;

    Vectors(SpaceOperations<G> space) {
        this.space = space;
        choices = space.choices();
        free = IntStream.range(0, choices.size())
                .filter(i -> choices.get(i).size() > 1)
                .boxed()
                .toList();
    }

    List<Choice> choices() {
        return choices;
    }

    /** A candidate with exactly one gene of another value, unless the space has but one candidate. */
    G neighbour(G parent, SplittableRandom random) {
        List<Integer> vector = space.toChoices(parent);
        for (int attempt = 0; attempt < ATTEMPTS && !free.isEmpty(); attempt++) {
            int gene = free.get(random.nextInt(free.size()));
            int step = 1 + random.nextInt(choices.get(gene).size() - 1);
            List<Integer> changed = new ArrayList<>(vector);
            changed.set(gene, (vector.get(gene) + step) % choices.get(gene).size());
            if (!space.fromChoices(changed).equals(parent)) {
                return space.fromChoices(redrawnWhereOff(parent, vector, changed, random));
            }
        }
        return space.sample(random);
    }

    /** What the parent has switched off may be on in the child: draw it, lest new blocks all have the first values. */
    private List<Integer> redrawnWhereOff(
            G parent, List<Integer> vector, List<Integer> changed, SplittableRandom random) {
        List<Integer> drawn = new ArrayList<>(changed);
        for (int gene : free) {
            if (vector.get(gene) == 0 && changed.get(gene) == 0) {
                List<Integer> probe = new ArrayList<>(vector);
                probe.set(gene, 1);
                if (space.fromChoices(probe).equals(parent)) {
                    drawn.set(gene, random.nextInt(choices.get(gene).size()));
                }
            }
        }
        return drawn;
    }
}
