package io.tinsmith.cli.report;

/**
 * One epoch of the winner's training.
 *
 * @param loss mean training loss of the epoch
 * @param validationAccuracy share of the validation images, or of their pixels, classified right, 0 to 1
 */
public record EpochRow(int epoch, double loss, double validationAccuracy) {}
