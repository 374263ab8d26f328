package io.tinsmith.memory.internal;

import io.tinsmith.graph.Graph;
import io.tinsmith.memory.Accumulation;
import io.tinsmith.memory.KernelScratch;
import io.tinsmith.memory.Placement;
import io.tinsmith.memory.Ring;
import io.tinsmith.memory.Schedule;
import io.tinsmith.memory.Step;
import java.util.ArrayList;
import java.util.List;

/**
 * A buffer of a schedule with its place and lifetime.
 *
 * @param index of a tensor (whole or ring), op (sums) or step (scratch)
 * @param sizeBytes aligned
 * @param firstUse first step, inclusive, in which it is live; {@code lastUse} the last one
 */
public record PlacedBuffer(Kind kind, int index, long offset, long sizeBytes, int firstUse, int lastUse) {
    /** What a buffer is. */
    public enum Kind {
        WHOLE,
        RING,
        SUMS,
        SCRATCH
    }

    /** All buffers, in the order of the schedule. */
    public static List<PlacedBuffer> of(Schedule schedule) {
        List<PlacedBuffer> buffers = new ArrayList<>();
        for (Placement p : schedule.placements()) {
            long size = Schedule.aligned(p.sizeBytes());
            buffers.add(
                    new PlacedBuffer(Kind.WHOLE, p.tensor(), p.arenaOffsetBytes(), size, p.firstUse(), p.lastUse()));
        }
        for (int step = 0; step < schedule.steps().size(); step++) {
            addInside(schedule.graph(), schedule.steps().get(step), step, buffers);
        }
        return buffers;
    }

    private static void addInside(Graph graph, Step step, int index, List<PlacedBuffer> buffers) {
        if (step instanceof Step.Layer layer) {
            addScratch(index, layer.scratchOffsetBytes(), layer.scratchBytes(), buffers);
        } else if (step instanceof Step.Grouped grouped) {
            addScratch(index, grouped.scratchOffsetBytes(), grouped.scratchBytes(), buffers);
        } else if (step instanceof Step.Stream stream) {
            for (Ring ring : stream.rings()) {
                long size = Schedule.aligned(ring.sizeBytes(graph.tensor(ring.tensor())));
                buffers.add(new PlacedBuffer(Kind.RING, ring.tensor(), ring.arenaOffsetBytes(), size, index, index));
            }
            for (Accumulation sums : stream.accumulations()) {
                int output = graph.ops().get(sums.op()).output();
                long size = Accumulation.bytes(graph.tensor(output).shape().channels());
                buffers.add(new PlacedBuffer(Kind.SUMS, sums.op(), sums.arenaOffsetBytes(), size, index, index));
            }
            addScratch(index, stream.scratchOffsetBytes(), KernelScratch.bytes(graph, stream), buffers);
        }
    }

    private static void addScratch(int step, long offset, long bytes, List<PlacedBuffer> buffers) {
        if (bytes > 0) {
            buffers.add(new PlacedBuffer(Kind.SCRATCH, step, offset, Schedule.aligned(bytes), step, step));
        }
    }

    /** Whether both are live in some step. */
    boolean meets(PlacedBuffer other) {
        return firstUse <= other.lastUse && other.firstUse <= lastUse;
    }

    /** Whether they share bytes while both are live: in place, or an output that trails its input. */
    boolean shares(PlacedBuffer other) {
        return meets(other) && offset < other.offset + other.sizeBytes && other.offset < offset + sizeBytes;
    }
}
