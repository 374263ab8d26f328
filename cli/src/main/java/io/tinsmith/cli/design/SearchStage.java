package io.tinsmith.cli.design;

import io.tinsmith.cli.DoesNotFitException;
import io.tinsmith.cli.report.SearchPoint;
import io.tinsmith.search.Candidate;
import io.tinsmith.search.Constraints;
import io.tinsmith.search.CostModel;
import io.tinsmith.search.Evaluation;
import io.tinsmith.search.NetworkSpace;
import io.tinsmith.search.Objectives;
import io.tinsmith.search.Search;
import io.tinsmith.search.SearchOptions;
import io.tinsmith.search.SearchProgress;
import io.tinsmith.search.SearchResult;
import io.tinsmith.search.Strategy;
import io.tinsmith.search.strategy.EvolutionStrategy;
import io.tinsmith.search.strategy.RandomStrategy;
import java.util.List;

/** Searches the chosen space. */
final class SearchStage {
    static final int EVALUATIONS = 3_000;
    private static final int FINALISTS = 4;
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
        Strategy<G> strategy = switch (job.strategy()) {
            case EVOLUTION -> new EvolutionStrategy<>(space, EvolutionStrategy.Settings.defaults(), job.seed());
            case RANDOM -> new RandomStrategy<>(space, job.seed());
        };
        SearchResult result = new Search(costs, limits, Objectives.capacity())
                .run(strategy, space, new SearchOptions(EVALUATIONS, FINALISTS, LEAST_DISTANCE, threads), progress);
        if (result.finalists().isEmpty()) {
            throw new DoesNotFitException("None of " + result.evaluations().size() + " candidates of the space ("
                    + space.label() + ") fits.\nMaybe allow a little more SRAM, flash or time.");
        }
        List<Candidate> finalists =
                result.finalists().stream().map(Evaluation::candidate).toList();
        List<SearchPoint> points = result.evaluations().stream()
                .map(e -> new SearchPoint(
                        e.candidate().cost().sramBytes(),
                        e.candidate().cost().macs(),
                        !e.fits()
                                ? SearchPoint.Kind.TOO_BIG
                                : finalists.contains(e.candidate())
                                        ? SearchPoint.Kind.FINALIST
                                        : SearchPoint.Kind.FITS))
                .toList();
        return new Result(points, finalists);
    }
}
