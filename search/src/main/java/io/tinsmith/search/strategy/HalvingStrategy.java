package io.tinsmith.search.strategy;

import io.tinsmith.search.Strategy;
import io.tinsmith.search.internal.Checks;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Asynchronous successive halving (Li et al. 2018, arXiv:1810.05934, algorithm 2) over any other strategy: each candidate
 * is first tried on the least rung, such as one epoch of training; of those done on a rung, the best one in {@code eta}
 * are tried on the next. What does not fit is on no rung: it was not trained. The other strategy is told of it, and of the
 * results of the least rung.
 *
 * <p>A candidate here is genes with a rung: what is trained goes on from the rung below where it can.
 */
public final class HalvingStrategy<G> implements Strategy<HalvingStrategy.Staged<G>> {
    private final Strategy<G> inner;
    private final int eta;
    private final List<List<Trial<Staged<G>>>> rungs = new ArrayList<>();
    private final Set<Staged<G>> promoted = new HashSet<>();

    /**
     * Genes to be tried with an amount of training.
     *
     * @param rung from 0, the least amount
     */
    public record Staged<G>(G genes, int rung) {}

    /**
     * A strategy.
     *
     * @param rungs amounts of training, at least 1; what they are is the caller's matter
     * @param eta of so many on a rung one goes on, 2 to 16; the paper's are 3 and 4
     */
    public HalvingStrategy(Strategy<G> inner, int rungs, int eta) {
        Checks.range("rungs", rungs, 1, 32);
        Checks.range("eta", eta, 2, 16);
        this.inner = inner;
        this.eta = eta;
        for (int i = 0; i < rungs; i++) {
            this.rungs.add(new ArrayList<>());
        }
    }

    @Override
    public List<Staged<G>> propose(int most) {
        List<Staged<G>> proposed = new ArrayList<>();
        for (int rung = rungs.size() - 2; rung >= 0; rung--) {
            for (Staged<G> candidate : promotable(rung)) {
                if (proposed.size() < most) {
                    promoted.add(candidate);
                    proposed.add(new Staged<>(candidate.genes(), rung + 1));
                }
            }
        }
        if (proposed.size() < most) {
            inner.propose(most - proposed.size()).forEach(genes -> proposed.add(new Staged<>(genes, 0)));
        }
        return proposed;
    }

    @Override
    public void tell(List<Trial<Staged<G>>> trials) {
        List<Trial<G>> first = new ArrayList<>();
        for (Trial<Staged<G>> trial : trials) {
            Staged<G> candidate = trial.genes();
            if (trial.fits()) {
                rungs.get(candidate.rung()).add(trial);
            }
            if (candidate.rung() == 0) {
                first.add(new Trial<>(candidate.genes(), trial.fits(), trial.fitness(), trial.objectives()));
            }
        }
        if (!first.isEmpty()) {
            inner.tell(first);
        }
    }

    /** Of a rung the best in {@code eta} that did not go on yet, best first. */
    private List<Staged<G>> promotable(int rung) {
        List<Trial<Staged<G>>> done = rungs.get(rung);
        return done.stream()
                .sorted(Trial.bestFirst())
                .limit(done.size() / eta)
                .map(Trial::genes)
                .filter(c -> !promoted.contains(c))
                .toList();
    }
}
