package io.tinsmith.memory;

import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Op;
import io.tinsmith.memory.internal.InPlaceMoves;
import io.tinsmith.memory.internal.Liveness;
import io.tinsmith.memory.internal.StreamCheck;
import io.tinsmith.memory.internal.StreamShape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/** Proves a schedule by looking at every pair of buffers in every step; shares no code with the packing. */
public final class ScheduleValidator {
    private final Schedule schedule;
    private final List<int[]> ops;
    private final Liveness liveness;

    private ScheduleValidator(Schedule schedule) {
        this.schedule = schedule;
        this.ops = schedule.steps().stream().map(ScheduleValidator::ops).toList();
        checkOrder();
        this.liveness = Liveness.of(schedule.graph(), ops);
    }

    private static int[] ops(Step step) {
        return step.ops().stream().mapToInt(Integer::intValue).toArray();
    }

    private record Range(String name, int tensor, long start, long end) {
        boolean overlaps(Range other) {
            return start < other.end && other.start < end;
        }
    }

    /**
     * Returns if the schedule holds.
     *
     * @throws IllegalStateException if two live buffers overlap other than by a declared in-place pair, a buffer leaves
     *     the arena or lies in two parts of it or is not aligned, an op runs twice, never or too early, or a lifetime is wrong
     */
    public static void check(Schedule schedule) {
        ScheduleValidator validator = new ScheduleValidator(schedule);
        validator.checkShapes();
        validator.checkPlacements();
        for (int step = 0; step < validator.ops.size(); step++) {
            validator.checkStep(step);
        }
    }

    /**
     * Returns if the schedule holds and each part of its arena fits its region.
     *
     * @param regions in the order of the parts
     * @throws IllegalStateException as {@link #check(Schedule)}, or if a part is not of its region or larger
     */
    public static void check(Schedule schedule, List<ArenaRegion> regions) {
        check(schedule);
        ScheduleValidator validator = new ScheduleValidator(schedule);
        List<ArenaPart> parts = schedule.parts();
        validator.require(parts.size() == regions.size(), "it has not the parts " + regions);
        for (int i = 0; i < parts.size(); i++) {
            ArenaRegion region = regions.get(i);
            validator.require(
                    parts.get(i).name().equals(region.name()) && parts.get(i).usedBytes() <= region.sizeBytes(),
                    parts.get(i) + " exceeds " + region);
        }
    }

    private void checkOrder() {
        boolean[] ready = new boolean[schedule.graph().tensors().size()];
        boolean[] done = new boolean[schedule.graph().ops().size()];
        for (int t = 0; t < ready.length; t++) {
            ready[t] = schedule.graph().tensor(t).isParameter()
                    || schedule.graph().inputs().contains(t);
        }
        int count = 0;
        for (int index : ops.stream().flatMapToInt(Arrays::stream).toArray()) {
            Op op = schedule.graph().ops().get(index);
            require(!done[index], "op " + index + " runs twice");
            require(op.inputs().stream().allMatch(t -> ready[t]), "op " + index + " runs before its inputs are there");
            done[index] = true;
            ready[op.output()] = true;
            count++;
        }
        require(count == done.length, "only " + count + " of " + done.length + " ops run");
    }

    private void checkShapes() {
        for (int i = 0; i < schedule.steps().size(); i++) {
            int step = i;
            if (schedule.steps().get(i) instanceof Step.Stream stream) {
                StreamShape.fault(schedule.graph(), stream).ifPresent(fault -> fail(step, fault));
            } else if (schedule.steps().get(i) instanceof Step.Grouped grouped) {
                StreamShape.fault(schedule.graph(), grouped).ifPresent(fault -> fail(step, fault));
            }
        }
    }

    private void checkPlacements() {
        for (int t = 0; t < schedule.graph().tensors().size(); t++) {
            if (liveness.firstUse()[t] >= 0 && isWithin(t)) {
                int tensor = t;
                require(
                        schedule.placements().stream().noneMatch(p -> p.tensor() == tensor),
                        "tensor " + t + " is never whole, but has a place");
            } else if (liveness.firstUse()[t] >= 0 && !isRing(t)) {
                int tensor = t;
                require(
                        schedule.placements().stream().anyMatch(p -> p.tensor() == tensor),
                        "tensor " + t + " has neither a place nor a ring");
                Placement p = schedule.placement(t);
                require(
                        p.firstUse() == liveness.firstUse()[t] && p.lastUse() == liveness.lastUse()[t],
                        "tensor " + t + " is live in [" + liveness.firstUse()[t] + ", " + liveness.lastUse()[t]
                                + "], not as " + p + " says");
                require(p.sizeBytes() == schedule.graph().tensor(t).bytes(), "wrong size of " + p);
                checkInArena("tensor " + t, p.arenaOffsetBytes(), p.sizeBytes());
            }
        }
    }

    private boolean isRing(int tensor) {
        Step step = schedule.steps().get(liveness.firstUse()[tensor]);
        return step instanceof Step.Stream stream && stream.rings().stream().anyMatch(r -> r.tensor() == tensor);
    }

    /** Whether the tensor is within a split or a grouped step, so that only groups of its channels ever stand in scratch. */
    private boolean isWithin(int tensor) {
        Step step = schedule.steps().get(liveness.firstUse()[tensor]);
        IntPredicate makes = op -> schedule.graph().ops().get(op).output() == tensor;
        if (step instanceof Step.Grouped grouped) {
            return makes.test(grouped.conv());
        }
        return step instanceof Step.Stream stream
                && stream.splits().stream().anyMatch(s -> makes.test(s.expand()) || makes.test(s.depthwise()));
    }

    private void checkStep(int step) {
        List<Range> live = new ArrayList<>();
        for (Placement p : schedule.placements()) {
            if (p.firstUse() <= step && step <= p.lastUse()) {
                live.add(range("tensor " + p.tensor(), p.tensor(), p.arenaOffsetBytes(), p.sizeBytes()));
            }
        }
        if (schedule.steps().get(step) instanceof Step.Stream stream) {
            checkStream(step, stream, live);
        } else if (schedule.steps().get(step) instanceof Step.Grouped grouped) {
            checkGrouped(step, grouped, live);
        } else {
            checkLayer(step, (Step.Layer) schedule.steps().get(step), live);
        }
    }

    private Range range(String name, int tensor, long offset, long size) {
        checkInArena(name, offset, size);
        return new Range(name, tensor, offset, offset + size);
    }

    private void checkStream(int step, Step.Stream stream, List<Range> live) {
        Graph graph = schedule.graph();
        for (Ring ring : stream.rings()) {
            int t = ring.tensor();
            require(
                    liveness.firstUse()[t] == step && liveness.lastUse()[t] == step && !liveness.kept()[t],
                    "the ring of tensor " + t + " is used outside step " + step);
            long size = ring.sizeBytes(graph.tensor(t));
            live.add(range("the ring of tensor " + t, t, ring.arenaOffsetBytes(), size));
        }
        for (Accumulation sums : stream.accumulations()) {
            Op op = graph.ops().get(sums.op());
            long size = Accumulation.bytes(graph.tensor(op.output()).shape().channels());
            live.add(range("the sums of op " + sums.op(), -1, sums.arenaOffsetBytes(), size));
        }
        long scratch = KernelScratch.bytes(graph, stream);
        if (scratch > 0) {
            live.add(range("the scratch of the splits", -1, stream.scratchOffsetBytes(), scratch));
        }
        StreamCheck.fault(schedule, stream).ifPresent(fault -> fail(step, fault));
        for (int i = 0; i < live.size(); i++) {
            for (int j = i + 1; j < live.size(); j++) {
                Range a = live.get(i);
                Range b = live.get(j);
                // StreamCheck follows each row of a pair that overlaps; a second strip would read the input again.
                boolean trails = stream.strips() == 1 && isTrail(step, stream, a, b);
                require(!a.overlaps(b) || trails, "step " + step + ": " + a.name() + " overlaps " + b.name());
            }
        }
    }

    private void checkGrouped(int step, Step.Grouped grouped, List<Range> live) {
        long scratch = KernelScratch.bytes(schedule.graph(), grouped);
        require(
                grouped.scratchBytes() == scratch,
                "step " + step + " has a wrong scratchBytes (" + grouped.scratchBytes() + "), not " + scratch);
        live.add(range("scratch of step " + step, -1, grouped.scratchOffsetBytes(), scratch));
        for (int i = 0; i < live.size(); i++) {
            for (int j = i + 1; j < live.size(); j++) {
                Range a = live.get(i);
                Range b = live.get(j);
                require(!a.overlaps(b), "step " + step + ": " + a.name() + " overlaps " + b.name());
            }
        }
    }

    private boolean isTrail(int step, Step.Stream stream, Range a, Range b) {
        return (isDyingInput(step, stream, a) && isWholeOutput(stream, b))
                || (isDyingInput(step, stream, b) && isWholeOutput(stream, a));
    }

    private boolean isDyingInput(int step, Step.Stream stream, Range range) {
        int t = range.tensor();
        return t >= 0
                && liveness.diesAt(t, step)
                && !isMadeIn(stream, t)
                && stream.ops().stream()
                        .anyMatch(op -> schedule.graph().ops().get(op).inputs().contains(t));
    }

    private boolean isWholeOutput(Step.Stream stream, Range range) {
        return range.tensor() >= 0 && isMadeIn(stream, range.tensor()) && !isRing(range.tensor());
    }

    private boolean isMadeIn(Step.Stream stream, int tensor) {
        return stream.ops().stream()
                .anyMatch(op -> schedule.graph().ops().get(op).output() == tensor);
    }

    private void checkLayer(int step, Step.Layer layer, List<Range> live) {
        Op op = schedule.graph().ops().get(layer.op());
        require(
                layer.scratchBytes() == KernelScratch.bytes(schedule.graph(), op, layer.inPlace()),
                "step " + step + " has a wrong scratchBytes (" + layer.scratchBytes() + ")");
        if (layer.scratchBytes() > 0) {
            live.add(range("scratch of step " + step, -1, layer.scratchOffsetBytes(), layer.scratchBytes()));
        }
        boolean shared = false;
        for (int i = 0; i < live.size(); i++) {
            for (int j = i + 1; j < live.size(); j++) {
                Range a = live.get(i);
                Range b = live.get(j);
                if (a.overlaps(b)) {
                    require(
                            layer.inPlace() && isMove(step, op, a, b),
                            "step " + step + ": " + a.name() + " overlaps " + b.name());
                    shared = true;
                }
            }
        }
        require(shared == layer.inPlace(), "step " + step + " says inPlace (" + layer.inPlace() + ") wrongly");
    }

    private boolean isMove(int step, Op op, Range a, Range b) {
        int source = a.tensor() == op.output() ? b.tensor() : a.tensor();
        return (a.tensor() == op.output() || b.tensor() == op.output())
                && a.start() == b.start()
                && a.end() == b.end()
                && InPlaceMoves.sources(schedule.graph(), op, step, liveness).contains(source);
    }

    private void checkInArena(String name, long offset, long size) {
        require(offset % Schedule.ALIGNMENT_BYTES == 0, name + " is not aligned at " + offset);
        require(
                offset >= 0 && offset + size <= schedule.arenaBytes(),
                name + " leaves the arena: [" + offset + ", " + (offset + size) + ")");
        require(
                schedule.parts().stream().anyMatch(p -> p.holds(offset, size)),
                name + " crosses the border of a part: [" + offset + ", " + (offset + size) + ")");
    }

    private void fail(int step, String fault) {
        require(false, "step " + step + ": " + fault);
    }

    private void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalStateException(
                    "The schedule of (" + schedule.graph().name() + ") is wrong: " + message
                            + ".\nMaybe the schedule was edited, or this is a fault of the planner: report it.");
        }
    }
}
