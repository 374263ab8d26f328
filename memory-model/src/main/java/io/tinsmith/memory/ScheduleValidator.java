package io.tinsmith.memory;

import io.tinsmith.graph.Op;
import io.tinsmith.memory.internal.InPlaceMoves;
import io.tinsmith.memory.internal.Liveness;
import java.util.ArrayList;
import java.util.List;

/** Proves a schedule by looking at every pair of buffers in every step; shares no code with the packing. */
public final class ScheduleValidator {
    private final Schedule schedule;
    private final int[] order;
    private final Liveness liveness;

    private ScheduleValidator(Schedule schedule) {
        this.schedule = schedule;
        this.order =
                schedule.steps().stream().mapToInt(s -> ((Step.Layer) s).op()).toArray();
        checkOrder();
        this.liveness = Liveness.of(schedule.graph(), order);
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
     *     the arena or is not aligned, an op runs twice, never or too early, or a lifetime is wrong
     */
    public static void check(Schedule schedule) {
        ScheduleValidator validator = new ScheduleValidator(schedule);
        validator.checkPlacements();
        for (int step = 0; step < validator.order.length; step++) {
            validator.checkStep(step);
        }
    }

    private void checkOrder() {
        boolean[] ready = new boolean[schedule.graph().tensors().size()];
        boolean[] done = new boolean[schedule.graph().ops().size()];
        for (int t = 0; t < ready.length; t++) {
            ready[t] = schedule.graph().tensor(t).isParameter()
                    || schedule.graph().inputs().contains(t);
        }
        for (int index : order) {
            Op op = schedule.graph().ops().get(index);
            require(!done[index], "op " + index + " runs twice");
            require(op.inputs().stream().allMatch(t -> ready[t]), "op " + index + " runs before its inputs are there");
            done[index] = true;
            ready[op.output()] = true;
        }
        require(order.length == done.length, "only " + order.length + " of " + done.length + " ops run");
    }

    private void checkPlacements() {
        for (int t = 0; t < schedule.graph().tensors().size(); t++) {
            if (liveness.firstUse()[t] >= 0) {
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

    private void checkStep(int step) {
        Step.Layer layer = (Step.Layer) schedule.steps().get(step);
        Op op = schedule.graph().ops().get(layer.op());
        List<Range> live = new ArrayList<>();
        for (Placement p : schedule.placements()) {
            if (p.firstUse() <= step && step <= p.lastUse()) {
                live.add(new Range(
                        "tensor " + p.tensor(),
                        p.tensor(),
                        p.arenaOffsetBytes(),
                        p.arenaOffsetBytes() + p.sizeBytes()));
            }
        }
        require(
                layer.scratchBytes() == KernelScratch.bytes(schedule.graph(), op, layer.inPlace()),
                "step " + step + " has a wrong scratchBytes (" + layer.scratchBytes() + ")");
        if (layer.scratchBytes() > 0) {
            checkInArena("scratch of step " + step, layer.scratchOffsetBytes(), layer.scratchBytes());
            live.add(new Range(
                    "scratch", -1, layer.scratchOffsetBytes(), layer.scratchOffsetBytes() + layer.scratchBytes()));
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
    }

    private void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalStateException(
                    "The schedule of (" + schedule.graph().name() + ") is wrong: " + message
                            + ".\nMaybe the schedule was edited, or this is a fault of the planner: report it.");
        }
    }
}
