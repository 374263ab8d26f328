package io.tinsmith.cli.design;

import io.tinsmith.graph.Graph;

/** Nominal cost of training; a table, never measured while it runs. */
@FunctionalInterface
public interface TrainingSpeed {
    /** Seconds to train a structure on so many images, all epochs together. */
    double seconds(Graph structure, long images);

    /** Seconds before the first image. */
    default double startSeconds(Graph structure) {
        return seconds(structure, 0);
    }

    default double secondsPerImage(Graph structure) {
        return (seconds(structure, 1_000_000) - startSeconds(structure)) / 1e6;
    }
}
