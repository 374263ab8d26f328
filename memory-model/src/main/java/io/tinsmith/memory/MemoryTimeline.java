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
     * @param opName of a stream, the name of its last op's output
     * @param opKind of a stream, {@code Stream}
     * @param live whole tensors by ascending arena offset; in an in-place step the input and the output
     * @param tensorBytes bytes of the live tensors, those that are shared counted once, without scratch or alignment
     * @param scratchBytes of a stream, the bytes of its rings and sums
     * @param scratchOffsetBytes of a stream, of the lowest of them
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
            int now = step;
            List<Placement> live = schedule.placements().stream()
                    .filter(p -> p.firstUse() <= now && now <= p.lastUse())
                    .sorted(Comparator.comparingLong(Placement::arenaOffsetBytes))
                    .toList();
            moments.add(
                    schedule.steps().get(step) instanceof Step.Stream stream
                            ? moment(graph, step, stream, live)
                            : moment(graph, step, (Step.Layer) schedule.steps().get(step), live));
        }
        return new MemoryTimeline(moments);
    }

    private static Moment moment(Graph graph, int step, Step.Layer layer, List<Placement> live) {
        Op op = graph.ops().get(layer.op());
        return new Moment(
                step,
                graph.tensor(op.output()).name(),
                op.getClass().getSimpleName(),
                layer.inPlace(),
                live,
                covered(live),
                layer.scratchBytes(),
                layer.scratchOffsetBytes());
    }

    private static Moment moment(Graph graph, int step, Step.Stream stream, List<Placement> live) {
        long bytes = 0;
        long lowest = Long.MAX_VALUE;
        for (Ring ring : stream.rings()) {
            bytes += ring.sizeBytes(graph.tensor(ring.tensor()));
            lowest = Math.min(lowest, ring.arenaOffsetBytes());
        }
        for (Accumulation sums : stream.accumulations()) {
            int output = graph.ops().get(sums.op()).output();
            bytes += Accumulation.bytes(graph.tensor(output).shape().channels());
            lowest = Math.min(lowest, sums.arenaOffsetBytes());
        }
        int last = stream.ops().get(stream.ops().size() - 1);
        return new Moment(
                step,
                graph.tensor(graph.ops().get(last).output()).name(),
                "Stream",
                false,
                live,
                covered(live),
                bytes,
                bytes == 0 ? 0 : lowest);
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
