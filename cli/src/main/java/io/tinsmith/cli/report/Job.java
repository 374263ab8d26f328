package io.tinsmith.cli.report;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was asked for.
 *
 * @param latencyMillis the limit for one inference; null without one
 * @param schedule the moves that it may take, such as {@code fused}
 * @param quantizedEpochs of quantization-aware training at the end
 * @param timeSeconds time budget for the whole run
 * @param files SHA-256 of each file that was given for a space or for costs, by path; null in reports of before it was kept
 */
public record Job(
        String board,
        String mcu,
        String core,
        long clockHz,
        long sramBudgetBytes,
        long flashBudgetBytes,
        @Nullable Double latencyMillis,
        String dataset,
        String space,
        String strategy,
        String schedule,
        int quantizedEpochs,
        long seed,
        long timeSeconds,
        @Nullable Map<String, String> files) {}
