package io.tinsmith.memory;

import io.tinsmith.memory.internal.BufferAccesses;
import io.tinsmith.memory.internal.Cluster;
import io.tinsmith.memory.internal.PlacedBuffer;
import io.tinsmith.memory.internal.RegionFit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Places the buffers of a planned schedule in several regions of memory: those with most accesses for each of their bytes
 * in the cheapest region, each at the lowest offset that is free while it is live. Where they do not fit that way, large and
 * long ones are placed first. Steps, lifetimes and what overlaps in place stay as they were planned; nothing lies
 * across the border of two regions.
 */
public final class RegionPlacer {
    private final Schedule schedule;
    private final List<ArenaRegion> regions;
    private final Map<Key, Long> offsets = new HashMap<>();

    private record Key(PlacedBuffer.Kind kind, int index) {}

    private RegionPlacer(Schedule schedule, List<ArenaRegion> regions) {
        this.schedule = schedule;
        this.regions = regions;
    }

    /**
     * The same steps with one part for each of {@code regions}, in their order. The same arguments give the same places.
     *
     * @param regions at least one, with different names
     * @throws IllegalArgumentException if the buffers do not fit; the message says how much is missing
     */
    public static Schedule place(Schedule schedule, List<ArenaRegion> regions) {
        if (regions.isEmpty()
                || regions.stream().map(ArenaRegion::name).distinct().count() < regions.size()) {
            throw new IllegalArgumentException(
                    "The regions " + names(regions) + " do not do.\nMaybe name at least one, and none of them twice.");
        }
        return new RegionPlacer(schedule, List.copyOf(regions)).place();
    }

    /** What the accesses of one inference cost where the buffers lie, in the unit of the regions; to rank placements by. */
    public static double cost(Schedule schedule, List<ArenaRegion> regions) {
        BufferAccesses accesses = BufferAccesses.of(schedule);
        double cost = 0;
        for (PlacedBuffer buffer : PlacedBuffer.of(schedule)) {
            for (int i = 0; i < regions.size(); i++) {
                if (schedule.parts().get(i).holds(buffer.offset(), buffer.sizeBytes())) {
                    cost += accesses.of(buffer) * regions.get(i).costPerByte();
                }
            }
        }
        return cost;
    }

    private Schedule place() {
        List<Cluster> clusters = Cluster.of(PlacedBuffer.of(schedule), BufferAccesses.of(schedule));
        long[] capacities = regions.stream().mapToLong(ArenaRegion::usableBytes).toArray();
        double[] costs = regions.stream().mapToDouble(ArenaRegion::costPerByte).toArray();
        RegionFit.Found found = new RegionFit(clusters, capacities, costs).best();
        if (found.missing() > 0) {
            throw tooSmall(clusters, found);
        }
        List<ArenaPart> parts = parts(clusters, found);
        for (int c = 0; c < clusters.size(); c++) {
            Cluster cluster = clusters.get(c);
            long base = parts.get(found.regions()[c]).startOffsetBytes() + found.offsets()[c] - cluster.start();
            for (PlacedBuffer b : cluster.members()) {
                offsets.put(new Key(b.kind(), b.index()), base + b.offset());
            }
        }
        long arena = parts.get(parts.size() - 1).endOffsetBytes();
        List<Placement> placements = new ArrayList<>();
        for (Placement p : schedule.placements()) {
            long offset = offset(PlacedBuffer.Kind.WHOLE, p.tensor());
            placements.add(new Placement(p.tensor(), offset, p.sizeBytes(), p.firstUse(), p.lastUse()));
        }
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < schedule.steps().size(); i++) {
            steps.add(moved(schedule.steps().get(i), i));
        }
        // A schedule that was not packed well may give its own size as the bound.
        long bound = Math.min(arena, schedule.lowerBoundBytes());
        return new Schedule(schedule.graph(), steps, placements, parts, arena, bound);
    }

    private List<ArenaPart> parts(List<Cluster> clusters, RegionFit.Found found) {
        List<ArenaPart> parts = new ArrayList<>();
        long start = 0;
        for (int region = 0; region < regions.size(); region++) {
            long used = 0;
            for (int c = 0; c < clusters.size(); c++) {
                if (found.regions()[c] == region) {
                    used = Math.max(used, found.offsets()[c] + clusters.get(c).sizeBytes());
                }
            }
            parts.add(new ArenaPart(regions.get(region).name(), start, used));
            start += used;
        }
        return parts;
    }

    /** 0 for what does not exist. */
    private long offset(PlacedBuffer.Kind kind, int index) {
        return offsets.getOrDefault(new Key(kind, index), 0L);
    }

    private Step moved(Step step, int index) {
        long scratch = offset(PlacedBuffer.Kind.SCRATCH, index);
        if (step instanceof Step.Layer layer) {
            return new Step.Layer(layer.op(), layer.inPlace(), layer.scratchBytes(), scratch);
        }
        if (step instanceof Step.Grouped grouped) {
            return new Step.Grouped(
                    grouped.conv(), grouped.pool(), grouped.groupChannels(), grouped.scratchBytes(), scratch);
        }
        Step.Stream stream = (Step.Stream) step;
        List<Ring> rings = stream.rings().stream()
                .map(r -> new Ring(r.tensor(), r.rows(), r.columns(), offset(PlacedBuffer.Kind.RING, r.tensor())))
                .toList();
        List<Accumulation> sums = stream.accumulations().stream()
                .map(a -> new Accumulation(a.op(), offset(PlacedBuffer.Kind.SUMS, a.op())))
                .toList();
        return new Step.Stream(stream.ops(), rings, sums, stream.strips(), stream.splits(), scratch);
    }

    private IllegalArgumentException tooSmall(List<Cluster> clusters, RegionFit.Found found) {
        List<ArenaPart> parts = parts(clusters, found);
        String needed = "";
        for (int i = 0; i < regions.size(); i++) {
            long over = parts.get(i).usedBytes() - regions.get(i).usableBytes();
            if (over > 0) {
                needed += (needed.isEmpty() ? "" : ", ") + over + " in "
                        + regions.get(i).name();
            }
        }
        long largest = clusters.stream().mapToLong(Cluster::sizeBytes).max().orElse(0);
        return new IllegalArgumentException("The buffers of graph ("
                + schedule.graph().name() + "), " + schedule.arenaBytes()
                + " bytes in one arena, do not fit the regions "
                + names(regions) + ": missing are " + needed
                + " (bytes). The largest buffer, with all that overlaps it in place, takes " + largest
                + ".\nMaybe name a further region, or plan with less in place.");
    }

    private static String names(List<ArenaRegion> regions) {
        return regions.stream().map(r -> r.name() + " " + r.sizeBytes()).collect(Collectors.joining(", ", "(", ")"));
    }
}
