package io.tinsmith.codegen.cases;

import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Op;
import io.tinsmith.memory.Accumulation;
import io.tinsmith.memory.ArenaPart;
import io.tinsmith.memory.KernelScratch;
import io.tinsmith.memory.Placement;
import io.tinsmith.memory.Ring;
import io.tinsmith.memory.Schedule;
import io.tinsmith.memory.Split;
import io.tinsmith.memory.Step;
import io.tinsmith.memory.StreamSimulation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Places each buffer of a case alone: in an array of its own size, so that the address sanitizer sees every byte beside it;
 * or, where there is no sanitizer, in one array with guards between.
 */
final class CaseLayout {
    /** Where no sanitizer watches: bytes that must not change, before, between and behind the buffers. */
    static final int GUARD_BYTES = 16;

    private final Graph graph;
    private final boolean guarded;
    private final List<ArenaPart> parts = new ArrayList<>();
    private final List<Area> guards = new ArrayList<>();
    private final List<Area> scratch = new ArrayList<>();
    private long end;

    /** Some bytes of the arena. */
    record Area(long offset, long bytes) {}

    /**
     * A schedule, and its bytes beside the tensors.
     *
     * @param guards must not change
     */
    record Plan(Schedule schedule, List<Area> scratch, List<Area> guards) {}

    private CaseLayout(Graph graph, boolean guarded) {
        this.graph = graph;
        this.guarded = guarded;
    }

    static Plan of(Graph graph, CaseKind.Run run, boolean guarded, Draw draw) {
        return new CaseLayout(graph, guarded).plan(run, draw);
    }

    private Plan plan(CaseKind.Run run, Draw draw) {
        guard();
        List<Placement> placements = new ArrayList<>();
        for (int input : graph.inputs()) {
            placements.add(place(input, put(graph.tensor(input).bytes())));
        }
        Op last = graph.ops().get(graph.ops().size() - 1);
        boolean inPlace = run == CaseKind.Run.IN_PLACE;
        int over = inPlace ? overwritten(draw) : -1;
        long offset = inPlace
                ? placements.stream()
                        .filter(p -> p.tensor() == over)
                        .findFirst()
                        .orElseThrow()
                        .arenaOffsetBytes()
                : put(graph.output().bytes());
        Step step = run == CaseKind.Run.ROWS ? stream(draw) : layer(last, inPlace);
        placements.add(place(last.output(), offset));
        List<ArenaPart> all = guarded ? List.of(new ArenaPart(ArenaPart.ONLY, 0, end)) : parts;
        return new Plan(new Schedule(graph, List.of(step), placements, all, end, 0), scratch, guards);
    }

    /** An input of the output's size. */
    private int overwritten(Draw draw) {
        List<Integer> fitting = graph.inputs().stream()
                .filter(input -> graph.tensor(input).bytes() == graph.output().bytes())
                .toList();
        return fitting.get(draw.between(0, fitting.size() - 1));
    }

    private Step layer(Op op, boolean inPlace) {
        long bytes = KernelScratch.bytes(graph, op, inPlace);
        return new Step.Layer(0, inPlace, bytes, bytes > 0 ? putScratch(bytes) : 0);
    }

    /** Of all ops; of three that are a bottleneck, as a split. */
    private Step stream(Draw draw) {
        List<Integer> ops = new ArrayList<>();
        for (int i = 0; i < graph.ops().size(); i++) {
            ops.add(i);
        }
        List<Split> splits = new ArrayList<>();
        if (ops.size() == 3) {
            int wide = graph.tensor(graph.ops().get(0).output()).shape().channels();
            splits.add(new Split(0, 1, 2, draw.between(1, wide)));
        }
        List<Accumulation> sums = new ArrayList<>();
        if (ops.size() == 2) {
            long bytes = Accumulation.bytes(graph.output().shape().channels());
            sums.add(new Accumulation(1, putScratch(bytes)));
        }
        List<Ring> rings = new ArrayList<>();
        for (Map.Entry<Integer, Integer> entry :
                StreamSimulation.ringRows(graph, ops, splits, false).entrySet()) {
            int tensor = entry.getKey();
            int width = graph.tensor(tensor).shape().width();
            long bytes = Ring.bytes(graph.tensor(tensor), entry.getValue(), width);
            rings.add(new Ring(tensor, entry.getValue(), width, putScratch(bytes)));
        }
        Step.Stream stream = new Step.Stream(ops, rings, sums, 1, splits, 0);
        long bytes = KernelScratch.bytes(graph, stream);
        return new Step.Stream(ops, rings, sums, 1, splits, bytes > 0 ? putScratch(bytes) : 0);
    }

    private Placement place(int tensor, long offset) {
        return new Placement(tensor, offset, graph.tensor(tensor).bytes(), 0, 0);
    }

    /** At a multiple of the alignment. */
    private long putScratch(long bytes) {
        if (end % Schedule.ALIGNMENT_BYTES != 0) {
            put(Schedule.aligned(end) - end);
        }
        long offset = put(bytes);
        scratch.add(new Area(offset, bytes));
        return offset;
    }

    private long put(long bytes) {
        long offset = end;
        if (guarded) {
            end += bytes;
            guard();
        } else {
            parts.add(new ArenaPart("b" + parts.size(), offset, bytes));
            end += bytes;
        }
        return offset;
    }

    /** Up to the next multiple of the alignment. */
    private void guard() {
        if (guarded) {
            long to = Schedule.aligned(end + GUARD_BYTES);
            guards.add(new Area(end, to - end));
            end = to;
        }
    }
}
