package io.tinsmith.search;

import io.tinsmith.search.internal.Workers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Runs a strategy against costs, limits and an objective. The outcome does not depend on the number of threads. */
public final class Search {
    /** A generation's worth; also the grain of progress. */
    private static final int BATCH = 100;

    private final CostModel costs;
    private final Constraints constraints;
    private final ToDoubleFunction<Candidate> objective;
    private final List<Objective> objectives;

    /**
     * A search that maximises {@code objective} within {@code constraints}; both must be pure functions.
     */
    public Search(CostModel costs, Constraints constraints, ToDoubleFunction<Candidate> objective) {
        this(costs, constraints, objective, List.of());
    }

    /**
     * A search that weighs objectives against each other, where the strategy does; the first is the score of evaluations.
     *
     * @param objectives at least one
     */
    public Search(CostModel costs, Constraints constraints, List<Objective> objectives) {
        this(costs, constraints, objectives.get(0).value(), objectives);
    }

    private Search(
            CostModel costs,
            Constraints constraints,
            ToDoubleFunction<Candidate> objective,
            List<Objective> objectives) {
        this.costs = costs;
        this.constraints = constraints;
        this.objective = objective;
        this.objectives = List.copyOf(objectives);
    }

    /** Looks at {@code options.evaluations()} candidates, or fewer where the strategy finds nothing new. */
    public <G> SearchResult run(Strategy<G> strategy, Codec<G> codec, SearchOptions options, SearchProgress progress) {
        List<Evaluation> all = new ArrayList<>();
        double best = Double.NaN;
        try (Workers workers = new Workers(options.threads())) {
            while (all.size() < options.evaluations()) {
                List<G> proposed = strategy.propose(Math.min(BATCH, options.evaluations() - all.size()));
                if (proposed.isEmpty()) {
                    break;
                }
                List<Evaluation> batch = workers.map(proposed.size(), i -> evaluate(codec.decode(proposed.get(i))));
                List<Strategy.Trial<G>> trials = new ArrayList<>();
                for (int i = 0; i < batch.size(); i++) {
                    Evaluation e = batch.get(i);
                    double fitness = e.fits() ? e.score() : -e.feasibility().excess();
                    trials.add(new Strategy.Trial<>(proposed.get(i), e.fits(), fitness, values(e)));
                    best = e.fits() && !(best >= e.score()) ? e.score() : best;
                }
                strategy.tell(trials);
                all.addAll(batch);
                progress.evaluated(all.size(), options.evaluations(), best);
            }
        }
        return new SearchResult(finalists(all, options), all);
    }

    /** Of all objectives. */
    private List<Double> values(Evaluation e) {
        return objectives.isEmpty()
                ? List.of(e.score())
                : objectives.stream()
                        .map(o -> o.value().applyAsDouble(e.candidate()))
                        .toList();
    }

    private Evaluation evaluate(Network network) {
        Candidate candidate = new Candidate(network, costs.of(network));
        return new Evaluation(candidate, constraints.check(candidate), objective.applyAsDouble(candidate));
    }

    /** Best first, each far enough from all before; the distance is halved until there are enough. */
    private static List<Evaluation> finalists(List<Evaluation> all, SearchOptions options) {
        List<Evaluation> ranked = all.stream()
                .filter(Evaluation::fits)
                .sorted(Comparator.comparingDouble(e -> -e.score()))
                .toList();
        List<Evaluation> chosen = new ArrayList<>();
        for (double distance = options.leastDistance(); ; distance = distance < 0.05 ? 0 : distance / 2) {
            for (Evaluation e : ranked) {
                if (chosen.size() < options.finalists() && isApart(e, chosen, distance)) {
                    chosen.add(e);
                }
            }
            if (chosen.size() == options.finalists() || distance == 0) {
                break;
            }
        }
        chosen.sort(Comparator.comparingDouble(e -> -e.score()));
        return chosen;
    }

    private static boolean isApart(Evaluation e, List<Evaluation> chosen, double distance) {
        Network a = e.candidate().network();
        return chosen.stream().map(c -> a.distance(c.candidate().network())).allMatch(d -> d > 0 && d >= distance);
    }
}
