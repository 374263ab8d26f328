package io.tinsmith.cli.design;

import io.tinsmith.cli.console.Progress;
import io.tinsmith.training.Dataset;
import io.tinsmith.training.ImageSet;
import io.tinsmith.training.TrainingPlans;
import io.tinsmith.training.supernet.Subnet;
import io.tinsmith.training.supernet.Supernet;
import io.tinsmith.training.supernet.SupernetListener;
import io.tinsmith.training.supernet.SupernetPlan;
import io.tinsmith.training.supernet.SupernetSpace;
import io.tinsmith.training.supernet.SupernetTrainer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A supernet to train and candidates to score with its weights.
 *
 * @param candidates members of the space, all of one resolution
 */
record SupernetWork(DataSource data, SupernetSpace space, List<Subnet> candidates, TrainingAmounts amounts, long seed) {
    /** Images, at most, that a candidate's accuracy is of. */
    static final int CLASSIFIED = 1_000;

    /** Images, at most, that its statistics are taken from. */
    static final int CALIBRATED = 20 * 64;

    SupernetWork {
        candidates = List.copyOf(candidates);
    }

    /**
     * What is found.
     *
     * @param accuracies of the candidates on validation images, 0 to 1, in their order
     * @param best indices of the finalists, best first
     */
    record Ranking(List<Double> accuracies, List<Integer> best) {
        Ranking {
            accuracies = List.copyOf(accuracies);
            best = List.copyOf(best);
        }

        /** Of equals the first is better. */
        static Ranking of(List<Double> accuracies) {
            return new Ranking(
                    accuracies,
                    IntStream.range(0, accuracies.size())
                            .boxed()
                            .sorted(Comparator.comparingDouble(i -> -accuracies.get(i)))
                            .limit(SupernetStage.FINALISTS)
                            .toList());
        }
    }

    /** Images of training, and those that candidates classify, all together. */
    long images() {
        return trainingImages() + (long) candidates.size() * CLASSIFIED;
    }

    private long trainingImages() {
        return (long) amounts.epochs() * amounts.images();
    }

    /** Trains, from the last checkpoint, scores, and leaves in the store what the finalists inherit. */
    Ranking run(StageStore store, Progress progress) throws IOException, InterruptedException {
        Dataset dataset = data.open();
        int side = candidates.get(0).resolution();
        TrainingData split = TrainingData.of(dataset, side, side, seed);
        ImageSet train = split.train().first(amounts.images());
        SupernetPlan plan = SupernetPlan.of(TrainingPlans.standard(split.kind(), train, amounts.epochs(), seed));
        SupernetTrainer trainer = new SupernetTrainer(
                plan, listener(plan.training().batch(), progress), Optional.of(store.path("supernet.checkpoint")));
        try (Supernet supernet = trainer.train(space, train)) {
            ImageSet classified = split.validation()
                    .first(Math.min(CLASSIFIED, split.validation().count()));
            List<Double> accuracies = new ArrayList<>();
            for (Subnet candidate : candidates) {
                accuracies.add(supernet.accuracy(candidate, train, classified));
                progress.to(trainingImages() + (long) accuracies.size() * CLASSIFIED);
            }
            Ranking ranking = Ranking.of(accuracies);
            for (int i = 0; i < ranking.best().size(); i++) {
                int index = ranking.best().get(i);
                store.put(
                        SupernetStage.inheritedName(i),
                        new SupernetStage.Inherited(accuracies.get(index), supernet.weights(candidates.get(index))));
            }
            return ranking;
        }
    }

    private static SupernetListener listener(int batch, Progress progress) {
        return new SupernetListener() {
            @Override
            public void onStep(int epoch, int ofEpochs, int step, int ofSteps, double loss) {
                progress.to(((long) (epoch - 1) * ofSteps + step) * batch);
                progress.note(String.format(Locale.ROOT, "epoch %d/%d loss %.3f", epoch, ofEpochs, loss));
            }

            @Override
            public void onEpoch(int epoch, int ofEpochs, double loss) {
                progress.milestone(String.format(
                        Locale.ROOT, "supernet epoch %d/%d: loss of the largest %.3f", epoch, ofEpochs, loss));
            }
        };
    }
}
