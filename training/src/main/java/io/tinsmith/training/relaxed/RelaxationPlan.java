package io.tinsmith.training.relaxed;

import io.tinsmith.training.TrainingPlan;

/**
 * How to search: each step is one batch of training images for the weights and, after the warm-up, one of held-out images
 * for the architecture. The same plan, network, penalty and images give the same bits.
 *
 * @param training batch, rates, augmentation and seed; its epochs are the rounds, after each of which there is a checkpoint
 * @param stepsPerRound at least 1
 * @param warmUp share of the steps, the first ones, that leave the architecture as it is, 0 to below 1
 * @param architectureRate step of Adam for the architecture's parameters
 */
public record RelaxationPlan(
        RelaxationMethod method, TrainingPlan training, int stepsPerRound, double warmUp, double architectureRate) {
    /** By which Adam would move a parameter that all steps push the same way: the softmax is decided by then. */
    private static final double WAY = 12;

    public RelaxationPlan {
        if (stepsPerRound < 1 || training.epochs() < 1) {
            throw new IllegalArgumentException("The stepsPerRound (" + stepsPerRound + ") and the rounds ("
                    + training.epochs() + ") must be at least 1.");
        }
        if (!(warmUp >= 0 && warmUp < 1) || !(architectureRate > 0)) {
            throw new IllegalArgumentException("The warmUp (" + warmUp + ") must be within 0 to below 1, the"
                    + " architectureRate (" + architectureRate + ") above 0.");
        }
    }

    /** A quarter of the steps to warm up. The fewer steps, the longer those of the architecture. */
    public static RelaxationPlan standard(RelaxationMethod method, TrainingPlan training, int stepsPerRound) {
        double steps = (double) stepsPerRound * training.epochs();
        return new RelaxationPlan(
                method, training, stepsPerRound, 0.25, Math.max(0.003, Math.min(0.1, WAY / (0.75 * steps))));
    }

    public long steps() {
        return (long) stepsPerRound * training.epochs();
    }
}
