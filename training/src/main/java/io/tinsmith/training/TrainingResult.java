package io.tinsmith.training;

import io.tinsmith.graph.Graph;

/**
 * A trained network.
 *
 * @param floatGraph the structure with its parameters, batch norm folded in, in TFLite's layouts
 * @param validationAccuracy 0 to 1, of {@code floatGraph}
 * @param finalLoss mean training loss of the last epoch; NaN without one
 * @param plan what it was trained by
 * @param provenance SHA-256 over plan, structure and training images: equal provenance, equal bits
 */
public record TrainingResult(
        Graph floatGraph, double validationAccuracy, double finalLoss, TrainingPlan plan, String provenance) {}
