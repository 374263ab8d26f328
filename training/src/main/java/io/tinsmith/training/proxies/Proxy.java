package io.tinsmith.training.proxies;

import io.tinsmith.graph.DType;
import io.tinsmith.graph.Graph;
import io.tinsmith.training.ImageSet;

/**
 * Zero-cost proxies (Abdelfattah et al., arXiv:2101.08134): scores of a network that is not trained, from one batch of
 * images. A higher score promises a higher accuracy; only the order means anything, and only of one proxy.
 */
public enum Proxy {
    /** Natural logarithm of the synaptic flow; it needs no images. See {@link Synflow}. */
    SYNFLOW("synflow") {
        @Override
        double compute(Graph structure, ImageSet images, long seed) {
            return Synflow.score(structure, seed);
        }
    },

    /** How unlike the images are to the network. See {@link JacobianCovariance}. */
    JACOBIAN_COVARIANCE("jacobian covariance") {
        @Override
        double compute(Graph structure, ImageSet images, long seed) {
            return JacobianCovariance.score(structure, images, seed);
        }
    },

    /** Sum over the weight tensors of the Euclidean norm of the loss's gradient. See {@link GradientNorm}. */
    GRADIENT_NORM("gradient norm") {
        @Override
        double compute(Graph structure, ImageSet images, long seed) {
            return GradientNorm.score(structure, images, seed);
        }
    };

    private final String title;

    Proxy(String title) {
        this.title = title;
    }

    /** As people call it. */
    public String title() {
        return title;
    }

    /**
     * The score of a network; the same for the same structure, images and seed.
     *
     * @param structure float32, one image in, logits (or a softmax of them) out; its data is not looked at
     * @param batch at least 2 images of the structure's input size, all taken as one batch
     * @param seed of the initial weights
     * @throws ArithmeticException if the score is not finite
     */
    public double score(Graph structure, ImageSet batch, long seed) {
        if (!structure.input().shape().equals(batch.imageShape()) || batch.count() < 2) {
            throw new IllegalArgumentException("The network (" + structure.name() + ") takes "
                    + structure.input().shape() + ", the batch has " + batch.count() + " images " + batch.imageShape()
                    + ".\nMaybe resize the images to the network's resolution.");
        }
        double score = compute(structure.structureAs(DType.FLOAT32), batch, seed);
        if (!Double.isFinite(score)) {
            throw new ArithmeticException("The proxy (" + title + ") of the network (" + structure.name() + ") is "
                    + score + ".\nMaybe the network is too deep for single precision.");
        }
        return score;
    }

    abstract double compute(Graph structure, ImageSet images, long seed);
}
