package io.tinsmith.cli.report;

/**
 * One finalist of the race.
 *
 * @param validation share of the validation images classified right, 0 to 1, after the race's epochs
 */
public record FinalistRow(String name, long macs, long parameters, long sramBytes, double validation, boolean winner) {}
