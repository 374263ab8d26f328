package io.tinsmith.training.supernet;

import io.tinsmith.graph.Graph;
import io.tinsmith.training.ImageSet;
import io.tinsmith.training.supernet.internal.SharedWeights;
import io.tinsmith.training.supernet.internal.SubnetScorer;

/**
 * Trained shared weights. A network's batch-norm statistics are not those of any other, so they are taken anew from
 * images before the network is used (Yu and Huang, arXiv:1903.05134, section 3.3). Call from one thread.
 */
public final class Supernet implements AutoCloseable {
    private final SubnetScorer scorer;
    private final SupernetSpace space;
    private final String provenance;

    Supernet(SharedWeights weights, float[] parameters, String provenance) {
        this.space = weights.space();
        this.provenance = provenance;
        scorer = new SubnetScorer(weights, parameters);
    }

    public SupernetSpace space() {
        return space;
    }

    /** SHA-256 over plan, space and training images: equal provenance, equal bits. */
    public String provenance() {
        return provenance;
    }

    /**
     * Share of images, 0 to 1, that the network classifies right with the shared weights.
     *
     * @param calibration images of any size to take statistics from: the first 20 x 64 of them
     * @param images of any size
     */
    public double accuracy(Subnet subnet, ImageSet calibration, ImageSet images) {
        return scorer.accuracy(subnet, calibration, images);
    }

    /** The network by itself with its share of the weights, batch norm folded in; calibrated as {@link #accuracy}. */
    public Graph graph(Subnet subnet, ImageSet calibration) {
        return scorer.graph(subnet, calibration);
    }

    @Override
    public void close() {
        scorer.close();
    }
}
