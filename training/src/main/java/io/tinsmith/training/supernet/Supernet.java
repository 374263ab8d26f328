package io.tinsmith.training.supernet;

import io.tinsmith.graph.Graph;
import io.tinsmith.training.ImageSet;
import io.tinsmith.training.InitialWeights;
import io.tinsmith.training.supernet.internal.SharedWeights;
import io.tinsmith.training.supernet.internal.SubnetScorer;
import io.tinsmith.training.supernet.internal.SubnetView;

/**
 * Trained shared weights. A network's batch-norm statistics are not those of any other, so they are taken anew from
 * images before the network is used (Yu and Huang, arXiv:1903.05134, section 3.3). Call from one thread.
 */
public final class Supernet implements AutoCloseable {
    private final SubnetScorer scorer;
    private final SharedWeights weights;
    private final float[] parameters;
    private final String provenance;

    Supernet(SharedWeights weights, float[] parameters, String provenance) {
        this.weights = weights;
        this.parameters = parameters;
        this.provenance = provenance;
        scorer = new SubnetScorer(weights, parameters);
    }

    public SupernetSpace space() {
        return weights.space();
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

    /** The network's share of the weights, for a training of {@link Subnet#structure} to start from. */
    public InitialWeights weights(Subnet subnet) {
        SubnetView view = weights.view(subnet);
        return new InitialWeights(view.compact(view.gather(parameters)));
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
