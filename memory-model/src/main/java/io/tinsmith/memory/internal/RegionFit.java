package io.tinsmith.memory.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * First fit of clusters in several regions, the cheapest region first. Where a cluster finds no place, it comes first in the
 * next try.
 */
public final class RegionFit {
    private static final int TRIES = 64;

    /** Hottest first; then what is hard to place first: long, or large. */
    private static final List<Comparator<Cluster>> ORDERS = List.of(
            Comparator.comparingDouble(Cluster::heat).reversed(),
            Comparator.comparingLong(Cluster::sizeBytes)
                    .thenComparingInt(Cluster::steps)
                    .reversed(),
            Comparator.comparingInt(Cluster::steps)
                    .thenComparingLong(Cluster::sizeBytes)
                    .reversed());

    private final List<Cluster> clusters;
    private final long[] capacities;
    private final double[] costs;
    private final int[] cheapest;

    /**
     * Regions by their index.
     *
     * @param capacities in bytes
     * @param costs of an access of one byte
     */
    public RegionFit(List<Cluster> clusters, long[] capacities, double[] costs) {
        this.clusters = List.copyOf(clusters);
        this.capacities = capacities.clone();
        this.costs = costs.clone();
        Integer[] order = new Integer[costs.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparingDouble(i -> costs[i]));
        this.cheapest = Arrays.stream(order).mapToInt(i -> i).toArray();
    }

    /**
     * Places by cluster.
     *
     * @param regions index of the region of each
     * @param offsets in that region
     * @param missing bytes by which the last region exceeds its capacity, 0 if all fit
     * @param cost of all accesses
     */
    public record Found(int[] regions, long[] offsets, long missing, double cost) {
        boolean isBetterThan(Found other) {
            return missing < other.missing || (missing == other.missing && cost < other.cost);
        }
    }

    /** The cheapest placement found, or where none fits the one that lacks least. */
    public Found best() {
        Found best = asPlanned();
        for (Comparator<Cluster> comparator : ORDERS) {
            List<Integer> order = new ArrayList<>();
            for (int c = 0; c < clusters.size(); c++) {
                order.add(c);
            }
            order.sort((a, b) -> comparator.compare(clusters.get(a), clusters.get(b)));
            for (int turn = 0; turn < TRIES; turn++) {
                List<Integer> homeless = new ArrayList<>();
                Found found = fit(order, homeless);
                best = found.isBetterThan(best) ? found : best;
                List<Integer> next = new ArrayList<>(homeless);
                order.stream().filter(c -> !homeless.contains(c)).forEach(next::add);
                if (homeless.isEmpty() || next.equals(order)) {
                    break;
                }
                order = next;
            }
        }
        return best;
    }

    /** All in one region with the offsets of the plan, in the cheapest that is large enough, or the largest. */
    private Found asPlanned() {
        long end = 0;
        for (Cluster cluster : clusters) {
            end = Math.max(end, cluster.start() + cluster.sizeBytes());
        }
        int chosen = -1;
        for (int region : cheapest) {
            chosen = chosen < 0 && capacities[region] >= end ? region : chosen;
        }
        chosen = chosen < 0 ? largest() : chosen;
        int[] regions = new int[clusters.size()];
        Arrays.fill(regions, chosen);
        long[] offsets = clusters.stream().mapToLong(Cluster::start).toArray();
        return new Found(regions, offsets, Math.max(0, end - capacities[chosen]), cost(regions));
    }

    private int largest() {
        int largest = cheapest[0];
        for (int region : cheapest) {
            largest = capacities[region] > capacities[largest] ? region : largest;
        }
        return largest;
    }

    /** @param homeless takes what fits nowhere; it is put where it reaches least above the end of a region */
    private Found fit(List<Integer> order, List<Integer> homeless) {
        int[] regions = new int[clusters.size()];
        long[] offsets = new long[clusters.size()];
        List<Integer> placed = new ArrayList<>();
        long missing = 0;
        for (int c : order) {
            long least = Long.MAX_VALUE;
            for (int region : cheapest) {
                long offset = lowest(c, region, placed, regions, offsets);
                long excess = Math.max(0, offset + clusters.get(c).sizeBytes() - capacities[region]);
                if (excess < least) {
                    least = excess;
                    regions[c] = region;
                    offsets[c] = offset;
                }
            }
            if (least > 0) {
                homeless.add(c);
                missing = Math.max(missing, least);
            }
            placed.add(c);
        }
        return new Found(regions, offsets, missing, cost(regions));
    }

    private long lowest(int c, int region, List<Integer> placed, int[] regions, long[] offsets) {
        Cluster cluster = clusters.get(c);
        long base = 0;
        boolean moved = true;
        while (moved) {
            moved = false;
            for (int other : placed) {
                if (regions[other] == region) {
                    long raised = cluster.above(base, clusters.get(other), offsets[other]);
                    moved |= raised > base;
                    base = raised;
                }
            }
        }
        return base;
    }

    private double cost(int[] regions) {
        double cost = 0;
        for (int c = 0; c < regions.length; c++) {
            cost += clusters.get(c).accesses() * costs[regions[c]];
        }
        return cost;
    }
}
