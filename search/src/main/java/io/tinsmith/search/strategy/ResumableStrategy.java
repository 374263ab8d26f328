package io.tinsmith.search.strategy;

import io.tinsmith.search.Strategy;
import java.util.ArrayList;
import java.util.List;

/**
 * Records what a strategy proposed and was told, and brings a fresh strategy of the same seed back to where the record
 * ends.
 */
public final class ResumableStrategy<G> implements Strategy<G> {
    private final Strategy<G> strategy;
    private final List<Round<G>> rounds = new ArrayList<>();
    private int asked;

    /**
     * A proposal and its results.
     *
     * @param most what {@link Strategy#propose} was given
     */
    public record Round<G>(int most, List<Trial<G>> trials) {
        public Round {
            trials = List.copyOf(trials);
        }
    }

    /**
     * A strategy after the rounds of an earlier search; with no rounds, at the start.
     *
     * @param strategy as it was made at the start of that search, and not used yet
     * @throws IllegalArgumentException if it does not propose what the rounds hold, since it is of another kind, seed or
     *     space
     */
    public ResumableStrategy(Strategy<G> strategy, List<Round<G>> earlier) {
        this.strategy = strategy;
        for (Round<G> round : earlier) {
            List<G> held = round.trials().stream().map(Trial::genes).toList();
            if (!propose(round.most()).equals(held)) {
                throw new IllegalArgumentException("The strategy does not propose again what round "
                        + (rounds.size() + 1) + " holds.\nMaybe the seed, the space or the settings are others.");
            }
            tell(round.trials());
        }
    }

    @Override
    public List<G> propose(int most) {
        asked = most;
        return strategy.propose(most);
    }

    @Override
    public void tell(List<Trial<G>> trials) {
        strategy.tell(trials);
        rounds.add(new Round<>(asked, trials));
    }

    /** All rounds, the earlier ones among them. */
    public List<Round<G>> rounds() {
        return List.copyOf(rounds);
    }
}
