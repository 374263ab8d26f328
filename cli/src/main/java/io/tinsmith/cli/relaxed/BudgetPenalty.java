package io.tinsmith.cli.relaxed;

import io.tinsmith.search.relaxed.ExpectedCost;
import io.tinsmith.training.relaxed.Penalty;

/** What an architecture is expected to cost, in a differentiable search's loss. */
public final class BudgetPenalty implements Penalty {
    private static final int DRAWS = 400;

    private final ExpectedCost<?> costs;
    private final String identity;
    private final long seed;
    private final int threads;

    /**
     * @param identity of all that costs and limits depend on
     */
    public BudgetPenalty(ExpectedCost<?> costs, String identity, long seed, int threads) {
        this.costs = costs;
        this.identity = identity;
        this.seed = seed;
        this.threads = threads;
    }

    @Override
    public void prepare(double[][] probabilities, int round) {
        costs.fit(probabilities, DRAWS, 31 * seed + round, threads);
    }

    @Override
    public double add(double[][] probabilities, double[][] gradient) {
        return costs.penalty(probabilities, gradient);
    }

    @Override
    public String identity() {
        return identity;
    }
}
