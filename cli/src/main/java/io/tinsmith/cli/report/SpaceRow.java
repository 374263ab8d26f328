package io.tinsmith.cli.report;

import java.util.List;

/**
 * One scored search space.
 *
 * @param sampled architectures drawn
 * @param fitted those that fit the budget
 * @param score mean MACs of those that fit
 * @param macs of each architecture that fits, ascending: the CDF
 */
public record SpaceRow(String name, int sampled, int fitted, double score, boolean chosen, List<Long> macs) {
    public SpaceRow {
        macs = List.copyOf(macs);
    }
}
