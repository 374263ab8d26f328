package io.tinsmith.cli.analysis;

import io.tinsmith.cli.bench.Prediction;
import io.tinsmith.cli.report.OpRow;
import io.tinsmith.cli.report.ScheduleNames;
import io.tinsmith.graph.DType;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.GraphCost;
import io.tinsmith.memory.Fusion;
import io.tinsmith.memory.MemoryPlanner;
import io.tinsmith.memory.PlannerOptions;
import io.tinsmith.memory.Schedule;
import io.tinsmith.memory.Step;
import io.tinsmith.targets.Board;
import io.tinsmith.targets.Boards;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What one network costs, without training, building or running anything.
 *
 * @param peakStep step of the schedule with the most live bytes
 * @param programSramBytes predicted for the benchmark firmware: arena, statics, stack
 * @param programFlashBytes predicted for the benchmark firmware: constants, code
 * @param schedules the same network by each kind of schedule
 */
public record Analysis(
        String network,
        String input,
        String output,
        long macs,
        long parameters,
        long arenaBytes,
        int peakStep,
        long constantBytes,
        long programSramBytes,
        long programFlashBytes,
        List<OpRow> ops,
        List<Plan> schedules,
        List<Fit> boards) {
    public Analysis {
        ops = List.copyOf(ops);
        schedules = List.copyOf(schedules);
        boards = List.copyOf(boards);
    }

    /**
     * What one kind of schedule takes.
     *
     * @param schedule its name
     * @param streamOps how many ops each of its streams covers, in order
     */
    public record Plan(String schedule, long arenaBytes, int steps, List<Integer> streamOps) {
        public Plan {
            streamOps = List.copyOf(streamOps);
        }
    }

    /** Whether the whole program is predicted to fit a board. */
    public record Fit(String board, long sramBytes, long flashBytes, boolean fits) {}

    public static Analysis of(Graph graph, PlannerOptions options) {
        Graph structure = graph.structureAs(DType.INT8);
        Schedule schedule = MemoryPlanner.plan(structure, options);
        Prediction memory = Prediction.of(schedule);
        return new Analysis(
                graph.name(),
                graph.input().shape().toString(),
                graph.output().shape().toString(),
                GraphCost.macs(graph),
                GraphCost.parameters(graph),
                schedule.arenaBytes(),
                ScheduleFigures.arena(schedule).peakStep(),
                memory.constantBytes(),
                memory.sramBytes(),
                memory.flashBytes(),
                ScheduleFigures.ops(schedule, Map.of()),
                plans(structure),
                Boards.all().stream().map(b -> fit(b, memory)).toList());
    }

    private static List<Plan> plans(Graph structure) {
        List<Plan> plans = new ArrayList<>();
        PlannerOptions thorough = PlannerOptions.thorough();
        for (Fusion fusion : Fusion.values()) {
            plans.add(plan(ScheduleNames.of(fusion), structure, thorough.with(fusion)));
        }
        plans.add(plan("fused, input by rows", structure, thorough.withInputByRows()));
        return plans;
    }

    private static Plan plan(String name, Graph structure, PlannerOptions options) {
        Schedule schedule = MemoryPlanner.plan(structure, options);
        List<Integer> streams = schedule.steps().stream()
                .filter(Step.Stream.class::isInstance)
                .map(step -> ((Step.Stream) step).ops().size())
                .toList();
        return new Plan(name, schedule.arenaBytes(), schedule.steps().size(), streams);
    }

    private static Fit fit(Board board, Prediction memory) {
        return new Fit(
                board.name(),
                board.sramBytes(),
                board.flashBytes(),
                memory.sramBytes() <= board.sramBytes() && memory.flashBytes() <= board.flashBytes());
    }
}
