package io.tinsmith.cli.report;

import java.util.List;

/**
 * A schedule, step by step.
 *
 * @param moves what it may do, such as {@code fused}
 * @param lowerBoundBytes no offsets could do with less for these steps
 * @param macs with all that is computed more than once
 * @param recomputedMacs how many of them layer-wise execution would save
 */
public record ScheduleReport(
        String moves,
        long arenaBytes,
        long lowerBoundBytes,
        long macs,
        long recomputedMacs,
        List<StepRow> steps,
        ArenaMap arena) {
    public ScheduleReport {
        steps = List.copyOf(steps);
    }

    /** MACs over those of layer-wise execution; 1 where nothing is computed twice. */
    public double overhead() {
        long once = macs - recomputedMacs;
        return once == 0 ? 1 : (double) macs / once;
    }
}
