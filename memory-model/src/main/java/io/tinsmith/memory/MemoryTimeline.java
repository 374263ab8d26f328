package io.tinsmith.memory;

import io.tinsmith.graph.Graph;
import io.tinsmith.memory.internal.StepAreas;
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
     * @param opName name of the output of the step's last op
     * @param opKind the kind of op; of a step of several ops {@code Grouped} or {@code Stream}, with the numbers of its
     *     strips and splits
     * @param live whole tensors by ascending arena offset; in an in-place step the input and the output
     * @param areas all that takes memory, by ascending arena offset
     * @param tensorBytes bytes of the live tensors, those that are shared counted once, without scratch or alignment
     * @param scratchBytes of a stream, the bytes of its rings, sums and scratch
     * @param scratchOffsetBytes of a stream, of the lowest of them; 0 for none
     */
    public record Moment(
            int step,
            String opName,
            String opKind,
            boolean inPlace,
            List<Placement> live,
            List<MemoryArea> areas,
            long tensorBytes,
            long scratchBytes,
            long scratchOffsetBytes) {
        public Moment {
            live = List.copyOf(live);
            areas = List.copyOf(areas);
        }

        public long liveBytes() {
            return tensorBytes + scratchBytes;
        }
    }

    public static MemoryTimeline of(Schedule schedule) {
        List<Moment> moments = new ArrayList<>();
        for (int step = 0; step < schedule.steps().size(); step++) {
            moments.add(moment(schedule, step));
        }
        return new MemoryTimeline(moments);
    }

    private static Moment moment(Schedule schedule, int index) {
        Graph graph = schedule.graph();
        Step step = schedule.steps().get(index);
        int last = step.ops().get(step.ops().size() - 1);
        List<Placement> live = schedule.placements().stream()
                .filter(p -> p.firstUse() <= index && index <= p.lastUse())
                .sorted(Comparator.comparingLong(Placement::arenaOffsetBytes))
                .toList();
        List<MemoryArea> areas = StepAreas.of(schedule, index);
        List<MemoryArea> inside =
                areas.stream().filter(a -> a.kind() != MemoryArea.Kind.TENSOR).toList();
        return new Moment(
                index,
                graph.tensor(graph.ops().get(last).output()).name(),
                kind(graph, step),
                step instanceof Step.Layer layer && layer.inPlace(),
                live,
                areas,
                covered(live),
                inside.stream().mapToLong(MemoryArea::sizeBytes).sum(),
                inside.stream().mapToLong(MemoryArea::arenaOffsetBytes).min().orElse(0));
    }

    private static String kind(Graph graph, Step step) {
        if (step instanceof Step.Stream stream) {
            String strips = stream.strips() == 1 ? "" : ", " + stream.strips() + " strips";
            int splits = stream.splits().size();
            return "Stream" + strips + (splits == 0 ? "" : ", " + splits + (splits == 1 ? " split" : " splits"));
        }
        return step instanceof Step.Grouped
                ? "Grouped"
                : graph.ops().get(step.ops().get(0)).getClass().getSimpleName();
    }

    /** Bytes that some of the tensors, given by ascending offset, stand in. */
    private static long covered(List<Placement> live) {
        long bytes = 0;
        long end = 0;
        for (Placement p : live) {
            long to = p.arenaOffsetBytes() + p.sizeBytes();
            bytes += Math.max(0, to - Math.max(end, p.arenaOffsetBytes()));
            end = Math.max(end, to);
        }
        return bytes;
    }

    /** The first step with the most live bytes. */
    public Moment peak() {
        return moments.stream()
                .reduce((a, b) -> b.liveBytes() > a.liveBytes() ? b : a)
                .orElseThrow(() -> new IllegalStateException("The schedule has no steps."));
    }
}
