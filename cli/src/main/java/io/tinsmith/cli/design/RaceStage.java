package io.tinsmith.cli.design;

import io.tinsmith.cli.console.Console;
import io.tinsmith.cli.console.Progress;
import io.tinsmith.cli.report.FinalistRow;
import io.tinsmith.graph.DType;
import io.tinsmith.graph.Graph;
import io.tinsmith.search.Candidate;
import io.tinsmith.training.Dataset;
import io.tinsmith.training.ImageSet;
import io.tinsmith.training.InitialWeights;
import io.tinsmith.training.Trainer;
import io.tinsmith.training.TrainingPlan;
import io.tinsmith.training.TrainingPlans;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Trains the finalists a little, all as much; the best on the validation images wins. */
final class RaceStage {
    private RaceStage() {}

    /**
     * What is kept.
     *
     * @param rows none where there is one finalist and no race
     * @param winner index among the finalists
     */
    record Result(List<FinalistRow> rows, int winner) {
        Result {
            rows = List.copyOf(rows);
        }
    }

    /** One finalist's result, kept by itself, so that a stopped race loses one finalist at most. */
    record Lap(double validation) {}

    static Result run(
            DesignJob job,
            List<Candidate> finalists,
            Dataset dataset,
            double seconds,
            TrainingSpeed speed,
            StageStore store,
            Console console)
            throws IOException, InterruptedException {
        if (finalists.size() == 1) {
            return new Result(List.of(), 0);
        }
        List<Graph> structures =
                finalists.stream().map(f -> f.network().toGraph(DType.FLOAT32)).toList();
        TrainingAmounts amounts = TrainingAmounts.forEach(seconds, structures, speed, TrainingData.trainCount(dataset));
        List<Double> accuracies = new ArrayList<>();
        for (int i = 0; i < finalists.size(); i++) {
            Candidate finalist = finalists.get(i);
            Optional<SupernetStage.Inherited> inherited = SupernetStage.inherited(store, i);
            Optional<InitialWeights> start = inherited.map(SupernetStage.Inherited::weights);
            String name = "finalist " + (i + 1) + "/" + finalists.size();
            Lap lap = store.getOrRun(
                    "race-" + (i + 1), Lap.class, () -> lap(job, finalist, dataset, amounts, start, name, console));
            accuracies.add(lap.validation());
        }
        int winner = 0;
        for (int i = 1; i < accuracies.size(); i++) {
            winner = accuracies.get(i) > accuracies.get(winner) ? i : winner;
        }
        List<FinalistRow> rows = new ArrayList<>();
        for (int i = 0; i < finalists.size(); i++) {
            var cost = finalists.get(i).cost();
            rows.add(new FinalistRow(
                    "finalist " + (i + 1),
                    cost.macs(),
                    cost.parameters(),
                    cost.sramBytes(),
                    accuracies.get(i),
                    i == winner,
                    SupernetStage.inherited(store, i)
                            .map(SupernetStage.Inherited::accuracy)
                            .orElse(null)));
        }
        return new Result(rows, winner);
    }

    private static Lap lap(
            DesignJob job,
            Candidate finalist,
            Dataset dataset,
            TrainingAmounts amounts,
            Optional<InitialWeights> start,
            String name,
            Console console)
            throws InterruptedException {
        Graph structure = finalist.network().toGraph(DType.FLOAT32);
        TrainingData data = TrainingData.of(dataset, finalist.network(), job.seed());
        ImageSet images = data.train().first(amounts.images());
        TrainingPlan plan = TrainingPlans.standard(data.kind(), images, amounts.epochs(), job.seed());
        long steps = (long) amounts.epochs() * plan.stepsPerEpoch(images.count());
        try (Progress progress = console.progress(name, steps)) {
            Trainer trainer = new Trainer(plan, new TrainingProgress(progress, row -> {})).startingFrom(start);
            double accuracy =
                    trainer.train(structure, images, data.validation()).validationAccuracy();
            progress.milestone(String.format(Locale.ROOT, "%s: %.2f %%", name, 100 * accuracy));
            return new Lap(accuracy);
        }
    }
}
