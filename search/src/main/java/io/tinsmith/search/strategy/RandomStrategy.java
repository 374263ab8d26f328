package io.tinsmith.search.strategy;

import io.tinsmith.search.SpaceOperations;
import io.tinsmith.search.Strategy;
import java.util.List;
import java.util.SplittableRandom;

/** Draws candidates without learning anything: the yardstick for the others. */
public final class RandomStrategy<G> implements Strategy<G> {
    private static final int ATTEMPTS = 200;

    private final SpaceOperations<G> space;
    private final SplittableRandom random;
    private final Unseen<G> unseen = new Unseen<>(ATTEMPTS);

    public RandomStrategy(SpaceOperations<G> space, long seed) {
        this.space = space;
        this.random = new SplittableRandom(seed);
    }

    @Override
    public List<G> propose(int most) {
        return unseen.draw(most, (index, attempt) -> space.sample(random));
    }

    @Override
    public void tell(List<Trial<G>> trials) {}
}
