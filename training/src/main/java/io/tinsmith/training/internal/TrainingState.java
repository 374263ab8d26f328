package io.tinsmith.training.internal;

import io.tinsmith.training.TrainingPlan;
import io.tinsmith.training.internal.ParameterLayout.Kind;
import io.tinsmith.training.internal.ParameterLayout.Slot;
import io.tinsmith.training.internal.ParameterLayout.Statistic;
import java.util.Arrays;
import java.util.SplittableRandom;

/** All that changes while a network trains: parameters, momenta, running batch statistics, and how far it is. */
public final class TrainingState {
    private static final float MOMENTUM = 0.9f;
    private static final double STATISTICS_MEMORY = 0.98;

    final float[] parameters;
    final float[] momenta;
    final float[] statistics;
    int epochsDone;
    long stepsDone;
    double lastLoss = Double.NaN;

    /** Before the first step. */
    public TrainingState(ParameterLayout layout) {
        parameters = new float[layout.parameters()];
        momenta = new float[layout.parameters()];
        statistics = new float[layout.statisticValues()];
    }

    /** Initial weights: normal with variance 2 / fan-in (He et al., arXiv:1502.01852); gamma 1, the rest 0. */
    public static TrainingState initial(ParameterLayout layout, long seed) {
        TrainingState state = new TrainingState(layout);
        SplittableRandom random = new SplittableRandom(Seeds.mix(seed, -1, 0));
        for (Slot slot : layout.slots()) {
            double deviation = StrictMath.sqrt(2.0 / slot.fanIn());
            for (int i = slot.offset(); i < slot.offset() + slot.length(); i++) {
                if (slot.kind() == Kind.WEIGHTS) {
                    state.parameters[i] = (float) (deviation * Seeds.gaussian(random));
                } else if (slot.kind() == Kind.GAMMA) {
                    state.parameters[i] = 1f;
                }
            }
        }
        for (Statistic s : layout.statistics()) {
            Arrays.fill(state.statistics, s.offset() + s.channels(), s.offset() + 2 * s.channels(), 1f);
        }
        return state;
    }

    public float[] parameters() {
        return parameters;
    }

    public float[] statistics() {
        return statistics;
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
