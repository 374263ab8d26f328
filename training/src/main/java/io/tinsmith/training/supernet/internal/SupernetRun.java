package io.tinsmith.training.supernet.internal;

import io.tinsmith.training.ImageSet;
import io.tinsmith.training.TrainingPlan;
import io.tinsmith.training.internal.Augmenter;
import io.tinsmith.training.internal.HalfThread;
import io.tinsmith.training.internal.Seeds;
import io.tinsmith.training.internal.TrainingState;
import io.tinsmith.training.supernet.Subnet;
import io.tinsmith.training.supernet.SupernetListener;
import io.tinsmith.training.supernet.SupernetPlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;

/**
 * A supernet's training in progress. As in a plain training, each batch is cut in two halves that are computed side by
 * side and averaged in their order.
 */
public final class SupernetRun implements AutoCloseable {
    private static final int HALVES = 2;

    private final SharedWeights weights;
    private final SupernetPlan plan;
    private final Map<Integer, ImageSet> images = new HashMap<>();
    private final Augmenter augmenter;
    private final SharedFunctions functions;
    private final HalfThread helper = new HalfThread("tinsmith-supernet");
    private final int count;
    private TrainingState state;

    /**
     * At the start, with initial weights.
     *
     * @param train at the greatest resolution or larger
     */
    public SupernetRun(SharedWeights weights, SupernetPlan plan, ImageSet train) {
        this.weights = weights;
        this.plan = plan;
        for (int side : weights.space().resolutions()) {
            images.put(side, train.resizedTo(side, side));
        }
        count = train.count();
        augmenter =
                new Augmenter(plan.training().augmentation(), plan.training().seed());
        functions =
                new SharedFunctions(weights.space().channels(), weights.space().classes());
        state = TrainingState.initial(weights.layout(), plan.training().seed());
    }

    public TrainingState state() {
        return state;
    }

    public void setState(TrainingState other) {
        state = other;
    }

    /** One epoch. */
    public void epoch(SupernetListener listener) throws InterruptedException {
        TrainingPlan training = plan.training();
        int epoch = state.epochsDone();
        int steps = training.stepsPerEpoch(count);
        int[] order = Seeds.permutation(count, Seeds.mix(training.seed(), epoch, -1));
        double sum = 0;
        for (int step = 0; step < steps; step++) {
            double loss = step(order, epoch, step, (long) steps * training.epochs());
            sum += loss;
            if (!Double.isFinite(loss)) {
                throw new ArithmeticException("The training of the supernet diverged in epoch " + (epoch + 1)
                        + ", step " + (step + 1) + " (loss " + loss + ").\nMaybe lower the learningRate ("
                        + training.learningRate() + ").");
            }
            listener.onStep(epoch + 1, training.epochs(), step + 1, steps, loss);
            if (Thread.interrupted()) {
                throw new InterruptedException("The training was stopped in epoch " + (epoch + 1) + ".");
            }
        }
        state.endEpoch(sum / steps);
    }

    private double step(int[] order, int epoch, int step, long ofSteps) {
        List<Subnet> subnets = subnets(epoch);
        int half = plan.training().batch() / HALVES;
        int first = step * plan.training().batch();
        HalfThread.Halves<Half> halves = helper.both(
                () -> half(subnets, order, epoch, first, half), () -> half(subnets, order, epoch, first + half, half));
        Half a = halves.first();
        Half b = halves.second();
        double rate = TrainingState.learningRate(plan.training(), state.stepsDone(), ofSteps);
        // Running statistics are of no use: each network has its own, taken when it is asked for.
        float[] noStatistics = new float[weights.layout().statisticValues()];
        state.step(
                weights.layout(),
                HalfThread.mean(a.gradients, b.gradients),
                noStatistics,
                rate,
                plan.training().weightDecay());
        return (a.loss + b.loss) / 2.0;
    }

    /** The largest first, since it teaches the others. */
    private List<Subnet> subnets(int epoch) {
        List<Subnet> subnets = new ArrayList<>();
        subnets.add(weights.space().largest());
        if (epoch >= plan.largestEpochs()) {
            var random = new SplittableRandom(Seeds.mix(plan.training().seed(), -2, state.stepsDone()));
            List<Integer> strides = weights.space().stemStrides();
            Subnet least = weights.space().smallest();
            // Nothing but the images' size tells strides of the stem apart: each must have its turn at every size.
            subnets.add(new Subnet(
                    least.resolution(),
                    least.stemWidth(),
                    strides.get(random.nextInt(strides.size())),
                    least.stages(),
                    least.headWidth()));
            for (int i = 0; i < plan.randomSubnets(); i++) {
                subnets.add(weights.space().sample(random));
            }
        }
        return subnets;
    }

    /** Gradients of all networks, summed, and the loss of the largest. */
    private record Half(float[] gradients, double loss) {}

    private Half half(List<Subnet> subnets, int[] order, int epoch, int from, int batch) {
        float[] sum = new float[weights.layout().parameters()];
        float[] targets = targets(order, from, batch);
        double loss = 0;
        for (int i = 0; i < subnets.size(); i++) {
            SubnetView view = weights.view(subnets.get(i));
            SkeletonFunction.Step step = functions
                    .of(view.skeleton())
                    .step(
                            view,
                            view.gather(state.parameters()),
                            batch(subnets.get(i).resolution(), order, epoch, from, batch),
                            targets);
            view.scatterAdd(step.gradients(), sum);
            if (i == 0) {
                loss = step.loss();
                targets = softmax(step.logits(), weights.space().classes());
            }
        }
        return new Half(sum, loss);
    }

    private SkeletonFunction.Batch batch(int side, int[] order, int epoch, int from, int batch) {
        ImageSet set = Objects.requireNonNull(images.get(side));
        int size = set.imageElements();
        float[] values = new float[batch * size];
        for (int i = 0; i < batch; i++) {
            augmenter.write(set, order[from + i], epoch, from + i, values, i * size);
        }
        return new SkeletonFunction.Batch(values, batch, side);
    }

    private float[] targets(int[] order, int from, int batch) {
        ImageSet set = images.values().iterator().next();
        int classes = weights.space().classes();
        double smoothing = plan.training().labelSmoothing();
        float[] targets = new float[batch * classes];
        for (int i = 0; i < targets.length; i++) {
            int label = set.label(order[from + i / classes]);
            targets[i] = (float) (smoothing / classes + (i % classes == label ? 1 - smoothing : 0));
        }
        return targets;
    }

    private static float[] softmax(float[] logits, int classes) {
        float[] out = new float[logits.length];
        for (int row = 0; row < logits.length; row += classes) {
            float most = Float.NEGATIVE_INFINITY;
            for (int c = 0; c < classes; c++) {
                most = Math.max(most, logits[row + c]);
            }
            double sum = 0;
            for (int c = 0; c < classes; c++) {
                sum += StrictMath.exp(logits[row + c] - most);
            }
            for (int c = 0; c < classes; c++) {
                out[row + c] = (float) (StrictMath.exp(logits[row + c] - most) / sum);
            }
        }
        return out;
    }

    @Override
    public void close() {
        // First: a half step may still use the sessions.
        helper.close();
        functions.close();
    }
}
