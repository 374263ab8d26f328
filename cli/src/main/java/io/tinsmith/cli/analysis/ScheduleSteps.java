package io.tinsmith.cli.analysis;

import io.tinsmith.cli.report.ArenaMap;
import io.tinsmith.cli.report.ScheduleReport;
import io.tinsmith.cli.report.StepRow;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.GraphCost;
import io.tinsmith.memory.Ring;
import io.tinsmith.memory.Schedule;
import io.tinsmith.memory.ScheduleCost;
import io.tinsmith.memory.Step;
import java.util.ArrayList;
import java.util.List;

/** A schedule, step by step. */
public final class ScheduleSteps {
    private ScheduleSteps() {}

    /**
     * One row for each step.
     *
     * @param moves what the schedule may do, for people
     */
    public static ScheduleReport report(String moves, Schedule schedule) {
        ArenaMap arena = ScheduleFigures.arena(schedule);
        List<StepRow> rows = new ArrayList<>();
        for (int step = 0; step < schedule.steps().size(); step++) {
            rows.add(row(schedule, arena, step));
        }
        return new ScheduleReport(
                moves,
                schedule.arenaBytes(),
                schedule.lowerBoundBytes(),
                ScheduleCost.macs(schedule),
                ScheduleCost.macs(schedule) - GraphCost.macs(schedule.graph()),
                rows,
                arena);
    }

    private static StepRow row(Schedule schedule, ArenaMap arena, int index) {
        Graph graph = schedule.graph();
        Step step = schedule.steps().get(index);
        List<Integer> ops = step.ops();
        List<ArenaMap.Block> live = ScheduleFigures.during(arena.blocks(), index);
        long macs = ScheduleCost.macs(graph, step);
        long once = ops.stream()
                .mapToLong(op -> GraphCost.macs(graph, graph.ops().get(op)))
                .sum();
        return new StepRow(
                index,
                kind(step),
                ops,
                name(graph, ops.get(0)),
                name(graph, ops.get(ops.size() - 1)),
                step instanceof Step.Stream stream ? stream.strips() : 1,
                step instanceof Step.Stream stream ? stream.splits().size() : 0,
                step instanceof Step.Stream stream ? rings(graph, stream) : List.of(),
                bytes(live, ArenaMap.Kind.TENSOR),
                bytes(live, ArenaMap.Kind.RING),
                bytes(live, ArenaMap.Kind.SCRATCH),
                arena.liveBytes().get(index),
                macs,
                macs - once);
    }

    private static StepRow.Kind kind(Step step) {
        if (step instanceof Step.Layer layer) {
            return layer.inPlace() ? StepRow.Kind.IN_PLACE : StepRow.Kind.LAYER;
        }
        if (step instanceof Step.Stream stream) {
            if (stream.strips() > 1) {
                return StepRow.Kind.STRIPS;
            }
            return stream.splits().isEmpty() ? StepRow.Kind.STREAM : StepRow.Kind.SPLIT;
        }
        return StepRow.Kind.GROUPED;
    }

    private static List<StepRow.Ring> rings(Graph graph, Step.Stream stream) {
        List<StepRow.Ring> rings = new ArrayList<>();
        for (Ring r : stream.rings()) {
            var tensor = graph.tensor(r.tensor());
            rings.add(new StepRow.Ring(
                    r.tensor(), tensor.name(), r.rows(), r.columns(), r.arenaOffsetBytes(), r.sizeBytes(tensor)));
        }
        return rings;
    }

    private static long bytes(List<ArenaMap.Block> live, ArenaMap.Kind kind) {
        return ScheduleFigures.covered(
                live.stream().filter(b -> b.kind() == kind).toList());
    }

    private static String name(Graph graph, int op) {
        return graph.tensor(graph.ops().get(op).output()).name();
    }
}
