package io.tinsmith.memory;

import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Op;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What lies in the arena in each step, for pictures and reports.
 *
 * @param moments one for each step
 */
public record MemoryTimeline(List<Moment> moments) {
    public MemoryTimeline {
        moments = List.copyOf(moments);
    }

    /**
     * One step.
     *
     * @param opName name of the op's output tensor
     * @param live tensors by ascending arena offset; in an in-place step the input and the output
     * @param tensorBytes bytes of the live tensors, a shared place counted once, without scratch or alignment
     */
    public record Moment(
            int step,
            String opName,
            String opKind,
            boolean inPlace,
            List<Placement> live,
            long tensorBytes,
            long scratchBytes,
            long scratchOffsetBytes) {
        public Moment {
            live = List.copyOf(live);
        }

        public long liveBytes() {
            return tensorBytes + scratchBytes;
        }
    }

    public static MemoryTimeline of(Schedule schedule) {
        Graph graph = schedule.graph();
        List<Moment> moments = new ArrayList<>();
        for (int step = 0; step < schedule.steps().size(); step++) {
            Step.Layer layer = (Step.Layer) schedule.steps().get(step);
            Op op = graph.ops().get(layer.op());
            int now = step;
            List<Placement> live = schedule.placements().stream()
                    .filter(p -> p.firstUse() <= now && now <= p.lastUse())
                    .sorted(Comparator.comparingLong(Placement::arenaOffsetBytes))
                    .toList();
            long shared = layer.inPlace() ? graph.tensor(op.output()).bytes() : 0;
            long bytes = live.stream().mapToLong(Placement::sizeBytes).sum() - shared;
            moments.add(new Moment(
                    step,
                    graph.tensor(op.output()).name(),
                    op.getClass().getSimpleName(),
                    layer.inPlace(),
                    live,
                    bytes,
                    layer.scratchBytes(),
                    layer.scratchOffsetBytes()));
        }
        return new MemoryTimeline(moments);
    }

    /** The first step with the most live bytes. */
    public Moment peak() {
        return moments.stream()
                .reduce((a, b) -> b.liveBytes() > a.liveBytes() ? b : a)
                .orElseThrow(() -> new IllegalStateException("The schedule has no steps."));
    }
}
