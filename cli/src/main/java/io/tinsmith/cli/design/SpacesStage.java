package io.tinsmith.cli.design;

import io.tinsmith.cli.DoesNotFitException;
import io.tinsmith.cli.report.SpaceRow;
import io.tinsmith.memory.PlannerOptions;
import io.tinsmith.search.Constraints;
import io.tinsmith.search.CostModel;
import io.tinsmith.search.LeastBudget;
import io.tinsmith.search.NetworkSpace;
import io.tinsmith.search.SpaceScore;
import io.tinsmith.search.SpaceScorer;
import java.util.List;
import java.util.function.IntConsumer;

/** Scores the spaces of a family and picks one. */
final class SpacesStage {
    /** Networks drawn from each space. */
    private static final int SAMPLES = 250;

    private SpacesStage() {}

    /**
     * What is kept.
     *
     * @param chosen label of the best space
     */
    record Result(List<SpaceRow> spaces, String chosen) {
        Result {
            spaces = List.copyOf(spaces);
        }
    }

    static Result run(
            DesignJob job,
            List<? extends NetworkSpace<?>> spaces,
            CostModel costs,
            Constraints limits,
            int threads,
            IntConsumer done) {
        List<SpaceScore> scores = new SpaceScorer(costs, limits, threads).score(spaces, SAMPLES, job.seed(), done);
        SpaceScore winner = SpaceScorer.winner(scores).orElseThrow(() -> nothingFits(job, spaces, limits));
        List<SpaceRow> rows = scores.stream()
                .map(s -> new SpaceRow(
                        s.space().label(), s.samples(), s.survivors(), s.score(), s.equals(winner), s.survivorMacs()))
                .toList();
        return new Result(rows, winner.space().label());
    }

    private static DoesNotFitException nothingFits(
            DesignJob job, List<? extends NetworkSpace<?>> spaces, Constraints limits) {
        LeastBudget least = LeastBudget.of(spaces, limits, job.costs(PlannerOptions.thorough()));
        if (least.feasibility().fits()) {
            return new DoesNotFitException("None of the networks that were drawn from the space (" + job.space()
                    + ") fits, though its smallest would.\nMaybe allow a little more SRAM, flash or time.");
        }
        return new DoesNotFitException("No network of the space (" + job.space() + ") fits.\n"
                + "The least that would do: " + least.text() + ".\nMaybe raise these limits, or give another --space.");
    }
}
