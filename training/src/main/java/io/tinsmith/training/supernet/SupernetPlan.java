package io.tinsmith.training.supernet;

import io.tinsmith.training.TrainingPlan;

/**
 * How to train a supernet: the largest network alone at first (Cai et al., arXiv:1908.09791, section 3.3), then with
 * each batch the largest, the smallest and a few random networks, the others taught by the largest (Yu and Huang,
 * arXiv:1903.05134). The same plan, space and images give the same bits.
 *
 * @param training epochs of both phases together, batch, rates, augmentation, seed
 * @param largestEpochs of the first phase, 0 to all
 * @param randomSubnets random networks with each batch, at least 0
 */
public record SupernetPlan(TrainingPlan training, int largestEpochs, int randomSubnets) {
    public SupernetPlan {
        if (largestEpochs < 0 || largestEpochs > training.epochs() || randomSubnets < 0) {
            throw new IllegalArgumentException(
                    "The largestEpochs (" + largestEpochs + ") must be within 0 to the epochs" + " ("
                            + training.epochs() + "), the randomSubnets (" + randomSubnets + ") at least 0.");
        }
    }

    /**
     * For the data and the epochs of a plain training: a fifth of the epochs for the largest network, two random networks with
     * each batch, and half the learning rate, since the gradients of all networks are summed.
     */
    public static SupernetPlan of(TrainingPlan plain) {
        return new SupernetPlan(plain.withLearningRate(plain.learningRate() / 2), plain.epochs() / 5, 2);
    }
}
