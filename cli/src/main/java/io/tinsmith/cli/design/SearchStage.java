package io.tinsmith.cli.design;

import io.tinsmith.cli.DoesNotFitException;
import io.tinsmith.cli.report.SearchPoint;
import io.tinsmith.search.Candidate;
import io.tinsmith.search.Constraints;
import io.tinsmith.search.CostModel;
import io.tinsmith.search.Evaluation;
import io.tinsmith.search.NetworkSpace;
import io.tinsmith.search.Objective;
import io.tinsmith.search.Objectives;
import io.tinsmith.search.Search;
import io.tinsmith.search.SearchOptions;
import io.tinsmith.search.SearchProgress;
import io.tinsmith.search.SearchResult;
import io.tinsmith.search.Strategy;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** Searches the chosen space. */
final class SearchStage {
    static final int EVALUATIONS = 3_000;
    private static final double LEAST_DISTANCE = 0.25;

    private SearchStage() {}

    /** What is kept: every candidate as a point, and the finalists, best first. */
    record Result(List<SearchPoint> points, List<Candidate> finalists) {
        Result {
            points = List.copyOf(points);
            finalists = List.copyOf(finalists);
        }
    }

    static <G> Result run(
            DesignJob job,
            NetworkSpace<G> space,
            CostModel costs,
            Constraints limits,
            int threads,
            SearchProgress progress) {
        Strategy<G> strategy = job.strategy().proposing().orElseThrow().create(space, job.seed());
        List<Objective> objectives =
                job.objectives().stream().map(Objectives::named).toList();
        SearchResult result = new Search(costs, limits, objectives)
                .run(
                        strategy,
                        space,
                        new SearchOptions(EVALUATIONS, job.accuracy().searched(), LEAST_DISTANCE, threads),
                        progress);
        if (result.finalists().isEmpty()) {
            throw new DoesNotFitException("None of " + result.evaluations().size() + " candidates of the space ("
                    + space.label() + ") fits.\nMaybe allow a little more SRAM, flash or time.");
        }
        List<Candidate> finalists =
                result.finalists().stream().map(Evaluation::candidate).toList();
        // By identity: nothing else may look at 3000 networks 3000 times.
        Set<Candidate> front = Collections.newSetFromMap(new IdentityHashMap<>());
        if (objectives.size() > 1) {
            result.front(objectives).forEach(e -> front.add(e.candidate()));
        }
        List<SearchPoint> points = result.evaluations().stream()
                .map(e -> new SearchPoint(
                        e.candidate().cost().sramBytes(), e.candidate().cost().macs(), kind(e, finalists, front)))
                .toList();
        return new Result(points, finalists);
    }

    private static SearchPoint.Kind kind(Evaluation e, List<Candidate> finalists, Set<Candidate> front) {
        if (!e.fits()) {
            return SearchPoint.Kind.TOO_BIG;
        }
        if (finalists.contains(e.candidate())) {
            return SearchPoint.Kind.FINALIST;
        }
        return front.contains(e.candidate()) ? SearchPoint.Kind.FRONT : SearchPoint.Kind.FITS;
    }
}
