package io.tinsmith.training.internal;

import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Shape;
import io.tinsmith.training.ImageSet;
import io.tinsmith.training.SoftTargets;
import io.tinsmith.training.TrainingListener;
import io.tinsmith.training.TrainingPlan;
import java.util.Optional;

/**
 * A training in progress. Each step's batch is cut in two halves, one on this thread and one on a helper, and their
 * gradients are averaged in that order: the result does not depend on which ends first.
 */
public final class TrainingRun implements AutoCloseable {
    private static final int HALVES = 2;
    private final Graph structure;
    private final TrainingPlan plan;
    private final ImageSet train;
    private final ParameterLayout layout;
    private final GradientFunction function;
    private final InferenceFunction inference;
    private final BatchSource batches;
    private final Optional<ImageSet> small;
    private final HalfThread helper = new HalfThread("tinsmith-training");
    private TrainingState state;

    /** At the start, with initial weights. */
    public TrainingRun(Graph structure, TrainingPlan plan, ImageSet train) {
        this(structure, plan, train, Optional.empty());
    }

    /** At the start, with initial weights; a teacher's targets are of {@code train}. */
    public TrainingRun(Graph structure, TrainingPlan plan, ImageSet train, Optional<SoftTargets> teacher) {
        this.structure = structure;
        this.plan = plan;
        this.train = train;
        layout = ParameterLayout.forTraining(structure);
        boolean grows = plan.refinements().smallShare() > 0 && AnySize.of(structure);
        Shape full = train.imageShape();
        small = grows
                ? Optional.of(train.resizedTo((3 * full.height() + 3) / 4, (3 * full.width() + 3) / 4))
                : Optional.empty();
        function = new GradientFunction(structure, layout, plan.batch() / HALVES, grows);
        inference = new InferenceFunction(structure);
        batches = new BatchSource(train, plan, teacher);
        state = TrainingState.initial(layout, plan.seed(), isAveraged());
    }

    /** Whether the result is an average over steps. */
    public boolean isAveraged() {
        return plan.refinements().averaging() > 0;
    }

    public ParameterLayout layout() {
        return layout;
    }

    public TrainingState state() {
        return state;
    }

    public void setState(TrainingState other) {
        state = other;
    }

    /**
     * Takes these parameters in place of the initial ones, before the first step.
     *
     * @throws IllegalArgumentException if they are of another network
     */
    public void startFrom(float[] parameters) {
        if (parameters.length != layout.parameters()) {
            throw new IllegalArgumentException("The initial weights (" + parameters.length + " values) are not of the"
                    + " network (" + structure.name() + "), which has " + layout.parameters()
                    + " in training.\nMaybe they are another network's share of the supernet.");
        }
        System.arraycopy(parameters, 0, state.parameters(), 0, parameters.length);
    }

    /** The network as it is now, with batch norm folded. */
    public Graph folded() {
        return BatchNormFolding.fold(structure, layout, state.resultParameters(), state.resultStatistics());
    }

    /** Accuracy of {@link #folded}. */
    public double accuracy(ImageSet images) {
        inference.setParameters(folded());
        return inference.confusion(images).accuracy();
    }

    /** One epoch. */
    public void epoch(TrainingListener listener) throws InterruptedException {
        int epoch = state.epochsDone();
        int steps = plan.stepsPerEpoch(train.count());
        int[] order = Seeds.permutation(train.count(), Seeds.mix(plan.seed(), epoch, -1));
        double sum = 0;
        for (int step = 0; step < steps; step++) {
            double loss = step(order, epoch, step, (long) steps * plan.epochs());
            sum += loss;
            if (!Double.isFinite(loss)) {
                throw new ArithmeticException("The training of (" + structure.name() + ") diverged in epoch "
                        + (epoch + 1) + ", step " + (step + 1) + " (loss " + loss + ").\nMaybe lower the learningRate ("
                        + plan.learningRate() + ").");
            }
            listener.onStep(epoch + 1, plan.epochs(), step + 1, steps, loss);
            if (Thread.interrupted()) {
                throw new InterruptedException("The training was stopped in epoch " + (epoch + 1) + ".");
            }
        }
        state.endEpoch(sum / steps);
    }

    private double step(int[] order, int epoch, int step, long ofSteps) {
        int half = plan.batch() / HALVES;
        int first = step * plan.batch();
        HalfThread.Halves<GradientFunction.Gradient> halves = helper.both(
                () -> gradient(order, epoch, first, half), () -> gradient(order, epoch, first + half, half));
        GradientFunction.Gradient a = halves.first();
        GradientFunction.Gradient b = halves.second();
        double rate = TrainingState.learningRate(plan, state.stepsDone(), ofSteps);
        state.step(
                layout,
                HalfThread.mean(a.gradients(), b.gradients()),
                HalfThread.mean(a.statistics(), b.statistics()),
                rate,
                plan.weightDecay());
        if (isAveraged()) {
            state.average(plan.refinements().averaging());
        }
        return (a.loss() + b.loss()) / 2.0;
    }

    private GradientFunction.Gradient gradient(int[] order, int epoch, int from, int count) {
        boolean early = epoch < plan.refinements().smallShare() * plan.epochs();
        ImageSet set = early ? small.orElse(train) : train;
        BatchSource.Batch batch = batches.of(set, order, epoch, from, count);
        return function.run(state.parameters(), set.imageShape(), batch.images(), batch.targets(), batch.weights());
    }

    @Override
    public void close() {
        // First: a half step may still use the sessions.
        helper.close();
        function.close();
        inference.close();
    }
}
