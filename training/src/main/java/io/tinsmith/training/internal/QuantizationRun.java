package io.tinsmith.training.internal;

import io.tinsmith.graph.Graph;
import io.tinsmith.training.ImageSet;
import io.tinsmith.training.TrainingListener;
import io.tinsmith.training.TrainingPlan;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A quantization-aware training in progress, in halves as {@link TrainingRun}. */
public final class QuantizationRun implements AutoCloseable {
    private static final int HALVES = 2;

    private final Graph trained;
    private final TrainingPlan plan;
    private final ImageSet train;
    private final ParameterLayout layout;
    private final TrainingState state;
    private final BatchSource batches;
    private final QuantizedFunction function;
    private final HalfThread helper = new HalfThread("tinsmith-quantization");

    /** At the start, with the parameters of a trained graph. */
    public QuantizationRun(Graph trained, TrainingPlan plan, ImageSet train) {
        this.trained = trained;
        this.plan = plan;
        this.train = train;
        layout = ParameterLayout.forInference(trained);
        state = new TrainingState(layout);
        float[] parameters = BatchNormFolding.flatten(trained, layout);
        System.arraycopy(parameters, 0, state.parameters(), 0, parameters.length);
        batches = new BatchSource(train, plan, Optional.empty());
        function = new QuantizedFunction(trained, layout, plan.batch() / HALVES);
    }

    public int epochsDone() {
        return state.epochsDone();
    }

    /** With the parameters as they are now. */
    public Graph network() {
        return BatchNormFolding.unflatten(trained, layout, state.parameters());
    }

    /**
     * One epoch.
     *
     * @param grids gives those of the next step, see {@link QuantizedFunction#run}
     * @param extremes takes those of each step
     */
    public void epoch(TrainingListener listener, Supplier<float[]> grids, Consumer<float[]> extremes)
            throws InterruptedException {
        int epoch = state.epochsDone();
        int steps = plan.stepsPerEpoch(train.count());
        // Not the order and the changes of the training's first epochs again.
        int[] order = Seeds.permutation(train.count(), Seeds.mix(plan.seed(), epoch, -2));
        double sum = 0;
        for (int step = 0; step < steps; step++) {
            double loss = step(order, epoch, step, (long) steps * plan.epochs(), grids.get(), extremes);
            if (!Double.isFinite(loss)) {
                throw new ArithmeticException("The quantization-aware training of (" + trained.name()
                        + ") diverged in epoch " + (epoch + 1) + ", step " + (step + 1) + " (loss " + loss
                        + ").\nMaybe lower the learningRate (" + plan.learningRate() + ").");
            }
            sum += loss;
            listener.onStep(epoch + 1, plan.epochs(), step + 1, steps, loss);
            if (Thread.interrupted()) {
                throw new InterruptedException("The training was stopped in epoch " + (epoch + 1) + ".");
            }
        }
        state.endEpoch(sum / steps);
    }

    private double step(int[] order, int epoch, int step, long ofSteps, float[] grids, Consumer<float[]> extremes) {
        int half = plan.batch() / HALVES;
        int first = step * plan.batch();
        HalfThread.Halves<QuantizedFunction.Gradient> halves = helper.both(
                () -> gradient(order, epoch, first, half, grids),
                () -> gradient(order, epoch, first + half, half, grids));
        QuantizedFunction.Gradient a = halves.first();
        QuantizedFunction.Gradient b = halves.second();
        double rate = TrainingState.learningRate(plan, state.stepsDone(), ofSteps);
        state.step(layout, HalfThread.mean(a.gradients(), b.gradients()), new float[0], rate, plan.weightDecay());
        extremes.accept(HalfThread.mean(a.extremes(), b.extremes()));
        return (a.loss() + b.loss()) / 2.0;
    }

    private QuantizedFunction.Gradient gradient(int[] order, int epoch, int from, int count, float[] grids) {
        BatchSource.Batch batch = batches.of(train, order, epoch, from, count);
        return function.run(state.parameters(), grids, batch.images(), batch.targets(), batch.weights());
    }

    @Override
    public void close() {
        // First: a half step may still use the session.
        helper.close();
        function.close();
    }
}
