package io.tinsmith.search.strategy;

import io.tinsmith.search.SpaceOperations;
import io.tinsmith.search.Strategy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** Draws candidates without learning anything: the yardstick for the others. */
public final class RandomStrategy<G> implements Strategy<G> {
    private static final int ATTEMPTS = 200;

    private final SpaceOperations<G> space;
    private final SplittableRandom random;
    private final Set<G> seen = new HashSet<>();

    public RandomStrategy(SpaceOperations<G> space, long seed) {
        this.space = space;
        this.random = new SplittableRandom(seed);
    }

    @Override
    public List<G> propose(int most) {
        List<G> proposed = new ArrayList<>();
        for (int attempt = 0; proposed.size() < most && attempt < ATTEMPTS; attempt++) {
            G genes = space.sample(random);
            if (seen.add(genes)) {
                proposed.add(genes);
                attempt = -1;
            }
        }
        return proposed;
    }

    @Override
    public void tell(List<Trial<G>> trials) {}
}
