package io.tinsmith.cli.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How well the spaces of a family suit the limits.
 *
 * @param samples networks drawn from each space
 * @param spaces best first
 * @param narrowed the best space narrowed; null where that was not asked for, or too few samples fit
 */
public record ScoreReport(
        String family,
        String board,
        long sramBudgetBytes,
        long flashBudgetBytes,
        @Nullable Double latencyMillis,
        int samples,
        long seed,
        List<Member> spaces,
        @Nullable Narrowed narrowed) {
    public ScoreReport {
        spaces = List.copyOf(spaces);
    }

    /**
     * One space.
     *
     * @param networks exact number of its members, a decimal number of any length
     * @param meanMacs of the samples that fit; 0 if none, as are the percentiles
     * @param confidence half the width of the mean's 95 % confidence interval, in MACs
     * @param lowMacs MACs below which a tenth of the samples that fit lies; {@code highMacs}: nine tenths
     */
    public record Member(
            SpaceRow space,
            int resolution,
            double width,
            String networks,
            double meanMacs,
            double confidence,
            long lowMacs,
            long medianMacs,
            long highMacs) {}

    /**
     * A space before and after, both scored by samples that the narrowing has not seen.
     *
     * @param changes choices of which some values were dropped
     */
    public record Narrowed(Member before, Member after, List<Change> changes) {
        public Narrowed {
            changes = List.copyOf(changes);
        }
    }

    /** Values of one choice, such as {@code stage 2 kernels}: {@code 3, 5, 7} to {@code 5, 7}. */
    public record Change(String choice, String before, String after) {}
}
