package io.tinsmith.memory.internal;

import io.tinsmith.graph.Graph;
import io.tinsmith.memory.Accumulation;
import io.tinsmith.memory.KernelScratch;
import io.tinsmith.memory.MemoryArea;
import io.tinsmith.memory.Placement;
import io.tinsmith.memory.Ring;
import io.tinsmith.memory.Schedule;
import io.tinsmith.memory.Step;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What takes memory in a step. */
public final class StepAreas {
    private final Graph graph;
    private final List<MemoryArea> areas = new ArrayList<>();

    private StepAreas(Graph graph) {
        this.graph = graph;
    }

    /** The areas of a step by ascending offset. */
    public static List<MemoryArea> of(Schedule schedule, int index) {
        StepAreas step = new StepAreas(schedule.graph());
        for (Placement p : schedule.placements()) {
            if (p.firstUse() <= index && index <= p.lastUse()) {
                step.add(step.name(p.tensor()), MemoryArea.Kind.TENSOR, p.arenaOffsetBytes(), p.sizeBytes());
            }
        }
        step.inside(schedule.steps().get(index));
        step.areas.sort(Comparator.comparingLong(MemoryArea::arenaOffsetBytes));
        return step.areas;
    }

    private void inside(Step step) {
        if (step instanceof Step.Layer layer) {
            scratch(layer.op(), layer.scratchOffsetBytes(), layer.scratchBytes());
        } else if (step instanceof Step.Grouped grouped) {
            scratch(grouped.pool(), grouped.scratchOffsetBytes(), grouped.scratchBytes());
        } else if (step instanceof Step.Stream stream) {
            for (Ring ring : stream.rings()) {
                long size = ring.sizeBytes(graph.tensor(ring.tensor()));
                add(name(ring.tensor()), MemoryArea.Kind.RING, ring.arenaOffsetBytes(), size);
            }
            for (Accumulation sums : stream.accumulations()) {
                int output = graph.ops().get(sums.op()).output();
                long size = Accumulation.bytes(graph.tensor(output).shape().channels());
                add(name(output), MemoryArea.Kind.SUMS, sums.arenaOffsetBytes(), size);
            }
            int last = stream.ops().get(stream.ops().size() - 1);
            scratch(last, stream.scratchOffsetBytes(), KernelScratch.bytes(graph, stream));
        }
    }

    private void scratch(int op, long offset, long size) {
        if (size > 0) {
            add(name(graph.ops().get(op).output()), MemoryArea.Kind.SCRATCH, offset, size);
        }
    }

    private void add(String name, MemoryArea.Kind kind, long offset, long size) {
        areas.add(new MemoryArea(name, kind, offset, size));
    }

    private String name(int tensor) {
        return graph.tensor(tensor).name();
    }
}
