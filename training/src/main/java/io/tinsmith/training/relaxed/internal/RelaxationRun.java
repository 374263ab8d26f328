package io.tinsmith.training.relaxed.internal;

import io.tinsmith.training.ImageSet;
import io.tinsmith.training.TrainingPlan;
import io.tinsmith.training.internal.Augmenter;
import io.tinsmith.training.internal.HalfThread;
import io.tinsmith.training.internal.Seeds;
import io.tinsmith.training.internal.TrainingState;
import io.tinsmith.training.relaxed.MixedNetwork;
import io.tinsmith.training.relaxed.Penalty;
import io.tinsmith.training.relaxed.RelaxationListener;
import io.tinsmith.training.relaxed.RelaxationMethod;
import io.tinsmith.training.relaxed.RelaxationPlan;
import java.util.SplittableRandom;

/**
 * A differentiable search in progress. As in a plain training, each batch is cut in two halves that are computed side by
 * side and averaged in their order.
 */
public final class RelaxationRun implements AutoCloseable {
    private static final int HALVES = 2;

    private final RelaxationPlan plan;
    private final Penalty penalty;
    private final Batches train;
    private final Batches held;
    private final MixedWeights weights;
    private final MixedFunction function;
    private final HalfThread helper = new HalfThread("tinsmith-relaxed");
    private final TrainingState state;
    private final ArchitectureWeights architecture;

    /** At the start, with initial weights and all options of a choice equally likely. */
    public RelaxationRun(MixedNetwork network, RelaxationPlan plan, Penalty penalty, ImageSet train, ImageSet held) {
        this.plan = plan;
        this.penalty = penalty;
        TrainingPlan training = plan.training();
        this.train = new Batches(train, training, training.seed());
        this.held = new Batches(held, training, Seeds.mix(training.seed(), -4, 0));
        weights = new MixedWeights(network, plan.method() == RelaxationMethod.PROXYLESS);
        function = new MixedFunction(network, weights);
        state = TrainingState.ofSearch(
                weights.layout(), ArchitectureWeights.stateValues(network.choices()), training.seed());
        architecture = new ArchitectureWeights(network.choices(), state.architecture());
    }

    /** May be filled from a checkpoint. */
    public TrainingState state() {
        return state;
    }

    /** Of each choice's options. */
    public double[][] probabilities() {
        return architecture.probabilities();
    }

    /** One round. */
    public void round(RelaxationListener listener) throws InterruptedException {
        penalty.prepare(probabilities(), state.epochsDone());
        double sum = 0;
        for (int i = 0; i < plan.stepsPerRound(); i++) {
            double loss = step();
            sum += loss;
            if (!Double.isFinite(loss)) {
                throw new ArithmeticException("The differentiable search diverged in step " + state.stepsDone()
                        + " (loss " + loss + ").\nMaybe lower the learningRate ("
                        + plan.training().learningRate() + ").");
            }
            listener.onStep(state.stepsDone(), plan.steps(), loss);
            if (Thread.interrupted()) {
                throw new InterruptedException("The search was stopped in step " + state.stepsDone() + ".");
            }
        }
        state.endEpoch(sum / plan.stepsPerRound());
    }

    /** The weights, then the architecture. */
    private double step() {
        long number = state.stepsDone();
        SplittableRandom random = new SplittableRandom(Seeds.mix(plan.training().seed(), -3, number));
        double[][] probabilities = probabilities();
        boolean draws = plan.method() == RelaxationMethod.PROXYLESS;
        Gates gates = draws ? ArchitectureWeights.one(probabilities, random) : Gates.all(probabilities);
        MixedFunction.Gradient gradient = halves(train, number, gates, true);
        double rate = TrainingState.learningRate(plan.training(), number, plan.steps());
        state.step(
                weights.only(gradient.used()),
                gradient.byParameters(),
                new float[0],
                rate,
                plan.training().weightDecay());
        long first = (long) (plan.warmUp() * plan.steps());
        if (number >= first) {
            Gates weighed = draws ? ArchitectureWeights.two(probabilities, random) : gates;
            double[][] byGates = halves(held, number, weighed, false).byGates();
            architecture.step(
                    byParameters(probabilities, weighed, byGates), plan.architectureRate(), number - first + 1);
        }
        return gradient.loss();
    }

    /** Gradients of loss and penalty. */
    private double[][] byParameters(double[][] probabilities, Gates gates, double[][] byGates) {
        double[][] ofPenalty = new double[probabilities.length][];
        double[][] out = new double[probabilities.length][];
        for (int c = 0; c < out.length; c++) {
            ofPenalty[c] = new double[probabilities[c].length];
            out[c] = new double[probabilities[c].length];
            ArchitectureWeights.addThroughSoftmax(
                    ArchitectureWeights.restricted(probabilities[c], gates.active()[c]), byGates[c], out[c]);
        }
        penalty.add(probabilities, ofPenalty);
        for (int c = 0; c < out.length; c++) {
            ArchitectureWeights.addThroughSoftmax(probabilities[c], ofPenalty[c], out[c]);
        }
        return out;
    }

    /** The mean of both halves of a batch. */
    private MixedFunction.Gradient halves(Batches batches, long step, Gates gates, boolean wantParameters) {
        int half = plan.training().batch() / HALVES;
        HalfThread.Halves<MixedFunction.Gradient> halves = helper.both(
                () -> half(batches, step, 0, gates, wantParameters),
                () -> half(batches, step, half, gates, wantParameters));
        MixedFunction.Gradient a = halves.first();
        MixedFunction.Gradient b = halves.second();
        HalfThread.mean(a.byParameters(), b.byParameters());
        for (int c = 0; c < a.byGates().length; c++) {
            for (int o = 0; o < a.byGates()[c].length; o++) {
                a.byGates()[c][o] = 0.5 * (a.byGates()[c][o] + b.byGates()[c][o]);
            }
        }
        return new MixedFunction.Gradient((a.loss() + b.loss()) / 2, a.byParameters(), a.byGates(), a.used());
    }

    private MixedFunction.Gradient half(Batches batches, long step, int from, Gates gates, boolean wantParameters) {
        int count = plan.training().batch() / HALVES;
        Batches.Batch batch = batches.of(step, from, count);
        return function.run(state.parameters(), gates, batch.images(), batch.targets(), count, wantParameters);
    }

    @Override
    public void close() {
        // First: a half step may still use the sessions.
        helper.close();
        function.close();
    }

    /** Images in an order of their own in each pass over them. */
    private static final class Batches {
        private final ImageSet images;
        private final TrainingPlan plan;
        private final Augmenter augmenter;
        private final long seed;

        /** Some images and what should be said of them. */
        record Batch(float[] images, float[] targets) {}

        Batches(ImageSet images, TrainingPlan plan, long seed) {
            this.images = images;
            this.plan = plan;
            this.seed = seed;
            augmenter = new Augmenter(plan.augmentation(), seed);
        }

        Batch of(long step, int from, int count) {
            int perPass = images.count() / plan.batch();
            int pass = (int) (step / perPass);
            int first = (int) (step % perPass) * plan.batch() + from;
            int[] order = Seeds.permutation(images.count(), Seeds.mix(seed, pass, -1));
            int size = images.imageElements();
            float[] values = new float[count * size];
            float[] targets = new float[count * images.classes()];
            double spread = plan.labelSmoothing() / images.classes();
            for (int i = 0; i < count; i++) {
                int image = order[first + i];
                augmenter.write(images, image, pass, first + i, values, i * size);
                for (int c = 0; c < images.classes(); c++) {
                    targets[i * images.classes() + c] =
                            (float) (spread + (c == images.label(image) ? 1 - plan.labelSmoothing() : 0));
                }
            }
            return new Batch(values, targets);
        }
    }
}
