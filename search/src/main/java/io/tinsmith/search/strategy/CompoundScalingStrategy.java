package io.tinsmith.search.strategy;

import io.tinsmith.search.Choice;
import io.tinsmith.search.Choice.Kind;
import io.tinsmith.search.SpaceOperations;
import io.tinsmith.search.Strategy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Compound scaling (Tan and Le 2019, arXiv:1905.11946, section 3.3): depth grows by alpha^phi, width by beta^phi and
 * resolution by gamma^phi, with alpha * beta^2 * gamma^2 = 2, so that phi + 1 about doubles the computation. A small grid
 * of (alpha, beta, gamma) is scaled up from the least network, each until a step no longer fits, and the largest phi that
 * fits is found by bisection: phi is solved for the limits, whatever they are. Ratios that led to better candidates go
 * first. Genes that scale nothing have their first values; when all ratios are done, they are drawn anew.
 *
 * <p>Kinds that a space has no choice of are left out, so that a space of one resolution scales depth and width.
 */
public final class CompoundScalingStrategy<G> implements Strategy<G> {
    /** Fresh draws of the other genes that may lead to nothing new before the strategy ends. */
    private static final int IDLE_ROUNDS = 50;

    private final SpaceOperations<G> space;
    private final List<Choice> choices;
    private final List<ScalingRatio> ratios;
    private final SplittableRandom random;
    private final Set<G> proposedEver = new HashSet<>();
    private final Map<G, Trial<G>> told = new HashMap<>();
    private List<Integer> base;
    private List<ScalingChain> chains;

    /**
     * A strategy.
     *
     * @param divisions of the grid of ratios: with 4, exponents are multiples of a quarter; 1 to 16
     */
    public CompoundScalingStrategy(SpaceOperations<G> space, int divisions, long seed) {
        this.space = space;
        this.choices = space.choices();
        this.ratios = ScalingRatio.grid(choices, divisions);
        this.random = new SplittableRandom(seed);
        this.base = choices.stream().map(c -> 0).toList();
        this.chains = ratios.stream().map(ScalingChain::new).toList();
    }

    @Override
    public List<G> propose(int most) {
        List<G> proposed = new ArrayList<>();
        for (int idle = 0; proposed.isEmpty() && idle < IDLE_ROUNDS; idle++) {
            for (ScalingChain chain : chains) {
                if (proposed.size() < most) {
                    advance(chain, proposed);
                }
            }
            if (proposed.isEmpty()) {
                base = choices.stream()
                        .map(c -> c.kind() == Kind.OTHER ? random.nextInt(c.size()) : 0)
                        .toList();
                chains = ratios.stream().map(ScalingChain::new).toList();
            }
        }
        return proposed;
    }

    @Override
    public void tell(List<Trial<G>> trials) {
        trials.forEach(t -> told.put(t.genes(), t));
        List<ScalingChain> order = new ArrayList<>(chains);
        order.sort(Comparator.comparingDouble(c -> -c.bestFitness()));
        chains = order;
    }

    /** Steps over what is known already, to a candidate that is not. */
    private void advance(ScalingChain chain, List<G> proposed) {
        while (!chain.isDone()) {
            double phi = chain.phi();
            G genes = space.fromChoices(chain.ratio().scale(choices, base, phi));
            Trial<G> known = told.get(genes);
            if (known == null) {
                // Another ratio may wait for the same candidate.
                if (proposedEver.add(genes)) {
                    proposed.add(genes);
                }
                return;
            }
            chain.tell(known.fits(), known.fitness(), chain.ratio().isLargest(choices, phi));
        }
    }
}
