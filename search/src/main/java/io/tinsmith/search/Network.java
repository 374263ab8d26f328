package io.tinsmith.search;

import io.tinsmith.graph.DType;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Shape;

/**
 * A network as a value, without weights: what a search looks at, costs are computed of, and files keep. Two networks of
 * the same structure are equal.
 */
public interface Network {
    /**
     * The structure, without data: one input of {@link #inputShape}, and one output, the logits {@code [1, classes]}.
     *
     * @param type {@code FLOAT32} to train, {@code INT8} to count memory
     */
    Graph toGraph(DType type);

    /** {@code [1, height, width, channels]}. */
    Shape inputShape();

    /** How many blocks follow each other on the longest way from input to output; 0 or more. */
    int depth();

    /**
     * How unlike two networks are: 0 for equal ones, 1 where nothing is shared, as between networks of different kinds.
     * Symmetric.
     */
    double distance(Network other);

    /** The genotype in one line for people, such as {@code stem 16/2, k3 e4 24/2, head 128}. */
    String summary();

    /** The text of a file that {@link Networks} reads; always the same for equal networks. */
    String toYaml();
}
