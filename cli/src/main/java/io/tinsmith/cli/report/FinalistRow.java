package io.tinsmith.cli.report;

import org.jspecify.annotations.Nullable;

/**
 * One finalist of the race.
 *
 * @param validation share of the validation images, or of their pixels, classified right, 0 to 1, after the race's
 *     epochs
 * @param shared the same with the weights of a supernet, before the race; null without one
 */
public record FinalistRow(
        String name,
        long macs,
        long parameters,
        long sramBytes,
        double validation,
        boolean winner,
        @Nullable Double shared) {}
