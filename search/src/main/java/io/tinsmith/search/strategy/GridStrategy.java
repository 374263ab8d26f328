package io.tinsmith.search.strategy;

import io.tinsmith.search.Choice;
import io.tinsmith.search.SpaceOperations;
import io.tinsmith.search.Strategy;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Grid search, coarse to fine: the middle of every gene, then all combinations of the ends, then of three evenly spaced
 * values, and so on until all of the space was proposed. Within a grid it walks in steps of the golden ratio, so that a
 * search that stops early has looked everywhere alike; the seed says where the walk begins.
 */
public final class GridStrategy<G> implements Strategy<G> {
    private static final double GOLDEN = 0.6180339887498949;

    private final SpaceOperations<G> space;
    private final List<Choice> choices;
    private final SplittableRandom random;
    private final Set<G> seen = new HashSet<>();
    private int level;
    private BigInteger size = BigInteger.ZERO;
    private BigInteger stride = BigInteger.ONE;
    private BigInteger at = BigInteger.ZERO;
    private BigInteger left = BigInteger.ZERO;

    public GridStrategy(SpaceOperations<G> space, long seed) {
        this.space = space;
        this.choices = space.choices();
        this.random = new SplittableRandom(seed);
    }

    @Override
    public List<G> propose(int most) {
        List<G> proposed = new ArrayList<>();
        while (proposed.size() < most && (left.signum() > 0 || refine())) {
            G genes = space.fromChoices(vector(at));
            at = at.add(stride).mod(size);
            left = left.subtract(BigInteger.ONE);
            if (seen.add(genes)) {
                proposed.add(genes);
            }
        }
        return proposed;
    }

    @Override
    public void tell(List<Trial<G>> trials) {}

    /** Goes on with the next finer grid, if there is one. */
    private boolean refine() {
        int finest = choices.stream().mapToInt(Choice::size).max().orElse(0);
        if (level >= finest) {
            return false;
        }
        level++;
        size = BigInteger.ONE;
        for (Choice choice : choices) {
            size = size.multiply(BigInteger.valueOf(Math.min(level, choice.size())));
        }
        // About size * GOLDEN, and without a common factor, so that the walk meets every point once.
        stride = size.multiply(BigInteger.valueOf((long) (GOLDEN * (1L << 52))))
                .shiftRight(52)
                .max(BigInteger.ONE);
        while (!stride.gcd(size).equals(BigInteger.ONE)) {
            stride = stride.add(BigInteger.ONE);
        }
        at = BigInteger.valueOf(random.nextLong(Long.MAX_VALUE)).mod(size);
        left = size;
        return true;
    }

    /** A point of the grid as indices of values; the first gene changes slowest. */
    private List<Integer> vector(BigInteger point) {
        Integer[] vector = new Integer[choices.size()];
        BigInteger rest = point;
        for (int i = choices.size() - 1; i >= 0; i--) {
            int values = choices.get(i).size();
            int steps = Math.min(level, values);
            BigInteger[] parts = rest.divideAndRemainder(BigInteger.valueOf(steps));
            int step = parts[1].intValue();
            vector[i] =
                    steps == 1 ? (values - 1) / 2 : Math.toIntExact(Math.round(step * (values - 1.0) / (steps - 1)));
            rest = parts[0];
        }
        return List.of(vector);
    }
}
