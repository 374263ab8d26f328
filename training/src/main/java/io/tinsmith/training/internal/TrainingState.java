package io.tinsmith.training.internal;

import io.tinsmith.training.TrainingPlan;
import io.tinsmith.training.internal.ParameterLayout.Kind;
import io.tinsmith.training.internal.ParameterLayout.Slot;
import io.tinsmith.training.internal.ParameterLayout.Statistic;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * All that changes while a network trains: parameters, momenta, running batch statistics, moving averages of parameters
 * and statistics (empty unless they are wanted), what is learned of the architecture (empty where it is given), and how
 * far it is.
 */
public final class TrainingState {
    private static final float MOMENTUM = 0.9f;
    private static final double STATISTICS_MEMORY = 0.98;

    final float[] parameters;
    final float[] momenta;
    final float[] statistics;
    final float[] averages;
    final float[] architecture;
    int epochsDone;
    long stepsDone;
    double lastLoss = Double.NaN;

    /** Before the first step, without averages. */
    public TrainingState(ParameterLayout layout) {
        this(layout, false);
    }

    /** Before the first step. */
    public TrainingState(ParameterLayout layout, boolean averaged) {
        this(layout, averaged, 0);
    }

    private TrainingState(ParameterLayout layout, boolean averaged, int architectureValues) {
        architecture = new float[architectureValues];
        averages = new float[averaged ? layout.parameters() + layout.statisticValues() : 0];
        parameters = new float[layout.parameters()];
        momenta = new float[layout.parameters()];
        statistics = new float[layout.statisticValues()];
    }

    /** {@link #initial(ParameterLayout, long, boolean)} without averages. */
    public static TrainingState initial(ParameterLayout layout, long seed) {
        return initial(layout, seed, false);
    }

    /** Initial weights: normal with variance 2 / fan-in (He et al., arXiv:1502.01852); gamma 1, the rest 0. */
    public static TrainingState initial(ParameterLayout layout, long seed, boolean averaged) {
        return new TrainingState(layout, averaged).initialized(layout, seed);
    }

    /** {@link #initial(ParameterLayout, long)} with so many zeros for the architecture. */
    public static TrainingState ofSearch(ParameterLayout layout, int architectureValues, long seed) {
        return new TrainingState(layout, false, architectureValues).initialized(layout, seed);
    }

    private TrainingState initialized(ParameterLayout layout, long seed) {
        SplittableRandom random = new SplittableRandom(Seeds.mix(seed, -1, 0));
        for (Slot slot : layout.slots()) {
            double deviation = StrictMath.sqrt(2.0 / slot.fanIn());
            for (int i = slot.offset(); i < slot.offset() + slot.length(); i++) {
                if (slot.kind() == Kind.WEIGHTS) {
                    parameters[i] = (float) (deviation * Seeds.gaussian(random));
                } else if (slot.kind() == Kind.GAMMA) {
                    parameters[i] = 1f;
                }
            }
        }
        for (Statistic s : layout.statistics()) {
            Arrays.fill(statistics, s.offset() + s.channels(), s.offset() + 2 * s.channels(), 1f);
        }
        return this;
    }

    public float[] parameters() {
        return parameters;
    }

    /** What is learned of the architecture; the search's own. */
    public float[] architecture() {
        return architecture;
    }

    /** Averaged parameters, or the last ones without averages. */
    public float[] resultParameters() {
        return averages.length == 0 ? parameters : Arrays.copyOf(averages, parameters.length);
    }

    /** Averaged statistics, or the last ones without averages. */
    public float[] resultStatistics() {
        return averages.length == 0 ? statistics : Arrays.copyOfRange(averages, parameters.length, averages.length);
    }

    /** Takes the present into the averages, after a step. */
    public void average(double decay) {
        // In the first steps a shorter memory, so that the initial weights do not stay.
        float keep = (float) Math.min(decay, stepsDone / (stepsDone + 10.0));
        for (int i = 0; i < averages.length; i++) {
            float now = i < parameters.length ? parameters[i] : statistics[i - parameters.length];
            averages[i] = keep * averages[i] + (1 - keep) * now;
        }
    }

    public int epochsDone() {
        return epochsDone;
    }

    public long stepsDone() {
        return stepsDone;
    }

    public double lastLoss() {
        return lastLoss;
    }

    /** Marks an epoch as done. */
    public void endEpoch(double meanLoss) {
        epochsDone++;
        lastLoss = meanLoss;
    }

    /** One step of Nesterov momentum, and the batch statistics into the running ones. */
    public void step(ParameterLayout layout, float[] gradients, float[] batchStatistics, double rate, double decay) {
        float lr = (float) rate;
        for (Slot slot : layout.slots()) {
            float shrink = slot.kind() == Kind.WEIGHTS ? (float) decay : 0f;
            for (int i = slot.offset(); i < slot.offset() + slot.length(); i++) {
                float g = gradients[i] + shrink * parameters[i];
                momenta[i] = MOMENTUM * momenta[i] + g;
                parameters[i] -= lr * (g + MOMENTUM * momenta[i]);
            }
        }
        // A plain mean at first, then a memory of about 50 steps.
        float keep = (float) Math.min(STATISTICS_MEMORY, stepsDone / (stepsDone + 1.0));
        for (int i = 0; i < statistics.length; i++) {
            statistics[i] = keep * statistics[i] + (1 - keep) * batchStatistics[i];
        }
        stepsDone++;
    }

    /** The learning rate of a step: linear warm-up, then a cosine to zero. */
    public static double learningRate(TrainingPlan plan, long step, long ofSteps) {
        long warmup = Math.min(plan.warmupSteps(), ofSteps / 5);
        if (step < warmup) {
            return plan.learningRate() * (step + 1) / warmup;
        }
        double progress = (double) (step - warmup) / Math.max(1, ofSteps - warmup);
        return plan.learningRate() * 0.5 * (1 + StrictMath.cos(StrictMath.PI * progress));
    }
}
