package io.tinsmith.training;

/**
 * How to train: stochastic gradient descent with Nesterov momentum 0.9, a linear warm-up, then a cosine to zero
 * (Loshchilov and Hutter, arXiv:1608.03983). The same plan, network and images give the same bits.
 *
 * @param epochs passes over the training images; 0 leaves the initial weights
 * @param batch images per step, an even number: two halves are computed side by side, each with its own batch
 *     statistics
 * @param learningRate at the end of the warm-up
 * @param warmupSteps steps of linear warm-up; cut to a fifth of all steps in short trainings
 * @param weightDecay of the weights, not of biases and batch norm, as a factor of the L2 gradient
 * @param labelSmoothing 0 to below 1: this much of the target is spread over all classes
 * @param refinements what goes beyond the plain method
 * @param seed of the initial weights, the order of the images and the augmentation
 */
public record TrainingPlan(
        int epochs,
        int batch,
        double learningRate,
        int warmupSteps,
        double weightDecay,
        double labelSmoothing,
        Augmentation augmentation,
        Refinements refinements,
        long seed) {
    /**
     * What goes beyond the plain method.
     *
     * @param averaging decay of the exponential moving average of parameters and running statistics that is the result,
     *     for each step; 0 takes the last ones (Polyak and Juditsky 1992)
     * @param balanced whether all classes weigh the same in the loss, however many images each has
     * @param smallShare share of the epochs, the first ones, in which images have 3/4 of their height and width; networks
     *     that are not convolutions up to a global pooling ignore it (Touvron et al., arXiv:1906.06423)
     */
    public record Refinements(double averaging, boolean balanced, double smallShare) {
        public static final Refinements NONE = new Refinements(0, false, 0);

        public Refinements {
            if (!(averaging >= 0 && averaging < 1) || !(smallShare >= 0 && smallShare <= 1)) {
                throw new IllegalArgumentException(
                        "The averaging (" + averaging + ") is not within 0 to below 1, or the" + " smallShare ("
                                + smallShare + ") not within 0 to 1.");
            }
        }
    }

    public TrainingPlan {
        if (epochs < 0 || batch < 2 || batch % 2 != 0) {
            throw new IllegalArgumentException("The epochs (" + epochs + ") must be at least 0 and the batch (" + batch
                    + ") an even number of at least 2.");
        }
        if (!(learningRate > 0) || warmupSteps < 0 || !(weightDecay >= 0)) {
            throw new IllegalArgumentException("The learningRate (" + learningRate + ") must be above 0, the"
                    + " warmupSteps (" + warmupSteps + ") and the weightDecay (" + weightDecay + ") at least 0.");
        }
        if (!(labelSmoothing >= 0 && labelSmoothing < 1)) {
            throw new IllegalArgumentException(
                    "The labelSmoothing (" + labelSmoothing + ") is not within 0 to below 1.");
        }
    }

    /** Without refinements. */
    public TrainingPlan(
            int epochs,
            int batch,
            double learningRate,
            int warmupSteps,
            double weightDecay,
            double labelSmoothing,
            Augmentation augmentation,
            long seed) {
        this(
                epochs,
                batch,
                learningRate,
                warmupSteps,
                weightDecay,
                labelSmoothing,
                augmentation,
                Refinements.NONE,
                seed);
    }

    /**
     * What was found to work for networks of 0.5 to 3 M MACs on Fashion-MNIST in 8 to 12 epochs. So short a training
     * does not fit the images fully, so it flips them and does no more.
     */
    public static TrainingPlan standard(int epochs, long seed) {
        return new TrainingPlan(epochs, 128, 0.2, 200, 1e-4, 0.05, new Augmentation(true, 0, 0), seed);
    }

    public TrainingPlan withEpochs(int other) {
        return new TrainingPlan(
                other, batch, learningRate, warmupSteps, weightDecay, labelSmoothing, augmentation, refinements, seed);
    }

    public TrainingPlan withLearningRate(double other) {
        return new TrainingPlan(
                epochs, batch, other, warmupSteps, weightDecay, labelSmoothing, augmentation, refinements, seed);
    }

    public TrainingPlan with(Refinements other) {
        return new TrainingPlan(
                epochs, batch, learningRate, warmupSteps, weightDecay, labelSmoothing, augmentation, other, seed);
    }

    public TrainingPlan with(Augmentation other) {
        return new TrainingPlan(
                epochs, batch, learningRate, warmupSteps, weightDecay, labelSmoothing, other, refinements, seed);
    }

    /** Steps of one epoch; images that do not fill a batch are left to the next epoch's order. */
    public int stepsPerEpoch(int images) {
        return images / batch;
    }
}
