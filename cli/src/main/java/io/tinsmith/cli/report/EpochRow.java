package io.tinsmith.cli.report;

/** One epoch of the winner's training; accuracies are shares, 0 to 1. */
public record EpochRow(int epoch, double loss, double trainAccuracy, double validationAccuracy) {}
