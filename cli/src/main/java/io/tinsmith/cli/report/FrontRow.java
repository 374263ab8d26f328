package io.tinsmith.cli.report;

/**
 * One schedule of the Pareto front: none needs less arena without computing more.
 *
 * @param overhead its MACs over those of layer-wise execution
 * @param steps how many it has
 * @param strips the most strips of one of its streams
 * @param splits how many of its bottlenecks are run some channels at a time
 * @param allowed within the overhead that was allowed
 * @param chosen the one that the rest of the report shows
 */
public record FrontRow(
        long arenaBytes,
        long macs,
        double overhead,
        int steps,
        int strips,
        int splits,
        boolean allowed,
        boolean chosen) {}
