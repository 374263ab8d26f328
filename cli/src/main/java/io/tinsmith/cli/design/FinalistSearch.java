package io.tinsmith.cli.design;

import io.tinsmith.cli.console.Progress;
import io.tinsmith.cli.page.Units;
import io.tinsmith.search.Candidate;
import io.tinsmith.search.Constraints;
import io.tinsmith.search.CostModel;
import io.tinsmith.search.NetworkSpace;
import java.io.IOException;
import java.util.Locale;

/** From the chosen space to the finalists: the strategy's search and, where it is asked for, a supernet. */
final class FinalistSearch {
    private final RunContext run;
    private final CostModel costs;
    private final Constraints limits;
    private final TimePlan plan;
    private final int threads = Runtime.getRuntime().availableProcessors();

    FinalistSearch(RunContext run, CostModel costs, Constraints limits, TimePlan plan) {
        this.run = run;
        this.costs = costs;
        this.limits = limits;
        this.plan = plan;
    }

    SearchStage.Result run(NetworkSpace<?> space) throws IOException, InterruptedException {
        SearchStage.Result result = run.store().getOrRun("search", SearchStage.Result.class, () -> search(space));
        run.console()
                .line("  " + Units.count(result.points().size()) + " candidates, "
                        + result.finalists().size() + " finalists");
        for (int i = 0; i < result.finalists().size(); i++) {
            Candidate c = result.finalists().get(i);
            run.console()
                    .line(String.format(
                            Locale.ROOT,
                            "  %d: %s MACs, %s parameters, SRAM %s, flash %s, about %.0f ms (predicted, time estimated)",
                            i + 1,
                            Units.big(c.cost().macs()),
                            Units.big(c.cost().parameters()),
                            Units.bytes(c.cost().sramBytes()),
                            Units.bytes(c.cost().flashBytes()),
                            1e3
                                    * c.cost().runTime().cycles()
                                    / run.job().board().clockHz()));
        }
        return result;
    }

    private SearchStage.Result search(NetworkSpace<?> space) throws IOException, InterruptedException {
        if (run.job().strategy().trains()) {
            run.pace().start();
            SearchStage.Result trained = train(space);
            run.pace().end("search", plan.searchSeconds());
            return trained;
        }
        if (run.job().accuracy() == CandidateAccuracy.PROXY) {
            return byProxy(space);
        }
        SearchStage.Result candidates =
                run.store().getOrRun("candidates", SearchStage.Result.class, () -> byProxy(space));
        run.pace().start();
        SearchStage.Result ranked = new SupernetStage(run, plan.supernetSeconds()).run(space, candidates);
        run.pace().end("supernet", plan.supernetSeconds());
        return ranked;
    }

    private SearchStage.Result byProxy(NetworkSpace<?> space) {
        try (Progress progress = run.console().progress("candidates", SearchStage.EVALUATIONS)) {
            return SearchStage.run(run.job(), space, costs, limits, threads, (done, total, best) -> progress.to(done));
        }
    }

    private SearchStage.Result train(NetworkSpace<?> space) throws IOException, InterruptedException {
        if (run.job().strategy().relaxing().isPresent()) {
            return new RelaxStage(run.job(), costs, limits, threads, run.store(), run.console())
                    .run(space, run.dataset(), plan.searchSeconds(), run.speed());
        }
        ShortTrainings trainings =
                new ShortTrainings(run.job(), run.dataset(), run.speed(), run.store(), plan.trainSeconds());
        return new HalvingStage(costs, limits, trainings, run.job().seed())
                .run(space, plan.searchSeconds(), run.console());
    }
}
