package io.tinsmith.cli.design;

import io.tinsmith.graph.DType;
import io.tinsmith.graph.Graph;
import io.tinsmith.search.Network;
import io.tinsmith.training.Dataset;
import io.tinsmith.training.ImageSet;
import io.tinsmith.training.Trainer;
import io.tinsmith.training.TrainingListener;
import io.tinsmith.training.TrainingPlan;
import io.tinsmith.training.TrainingPlans;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** Trains the candidates of a halving search; each result is kept, so that a stopped search loses one training at most. */
final class ShortTrainings implements HalvingStage.Trainings {
    private final DesignJob job;
    private final Dataset dataset;
    private final TrainingSpeed speed;
    private final StageStore store;
    private final double trainSeconds;
    private final Map<Integer, TrainingData> sizes = new HashMap<>();

    /**
     * Trainings of a search.
     *
     * @param trainSeconds for the full training of what is found
     */
    ShortTrainings(DesignJob job, Dataset dataset, TrainingSpeed speed, StageStore store, double trainSeconds) {
        this.job = job;
        this.trainSeconds = trainSeconds;
        this.dataset = dataset;
        this.speed = speed;
        this.store = store;
    }

    /** Whole epochs of all images, or one epoch of a part of them. */
    private TrainingAmounts amounts(long images) {
        int available = TrainingData.trainCount(dataset);
        return images <= available
                ? new TrainingAmounts((int) images, 1)
                : new TrainingAmounts(available, (int) Math.round((double) images / available));
    }

    @Override
    public double mostSecondsPerImage() {
        long images =
                (long) TrainingData.leastEpochs(dataset, job, trainSeconds) * TrainingData.winnerCount(dataset, job);
        return trainSeconds / images;
    }

    @Override
    public double seconds(Network network, long images) {
        TrainingAmounts amounts = amounts(images);
        return speed.seconds(network.toGraph(DType.FLOAT32), (long) amounts.images() * amounts.epochs());
    }

    @Override
    public double accuracy(Network network, long images, int number) throws IOException, InterruptedException {
        return store.getOrRun("halving-" + (number + 1), RaceStage.Lap.class, () -> train(network, amounts(images)))
                .validation();
    }

    private RaceStage.Lap train(Network network, TrainingAmounts amounts) throws InterruptedException {
        TrainingData data = sizes.computeIfAbsent(
                network.inputShape().height() << 16 | network.inputShape().width(),
                size -> TrainingData.of(dataset, network, job.seed()));
        Graph structure = network.toGraph(DType.FLOAT32);
        ImageSet images = data.train().first(amounts.images());
        TrainingPlan plan = TrainingPlans.standard(data.kind(), images, amounts.epochs(), job.seed());
        return new RaceStage.Lap(new Trainer(plan, TrainingListener.none())
                .train(structure, images, data.validation())
                .validationAccuracy());
    }
}
