package io.tinsmith.cli.analysis;

import io.tinsmith.cli.bench.Prediction;
import io.tinsmith.cli.report.OpRow;
import io.tinsmith.graph.DType;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.GraphCost;
import io.tinsmith.memory.MemoryPlanner;
import io.tinsmith.memory.PlannerOptions;
import io.tinsmith.memory.Schedule;
import io.tinsmith.targets.Board;
import io.tinsmith.targets.Boards;
import java.util.List;
import java.util.Map;

/**
 * What one network costs, without training, building or running anything.
 *
 * @param programSramBytes predicted for the benchmark firmware: arena, statics, stack
 * @param programFlashBytes predicted for the benchmark firmware: constants, code
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
        List<Fit> boards) {
    public Analysis {
        ops = List.copyOf(ops);
        boards = List.copyOf(boards);
    }

    /** Whether the whole program is predicted to fit a board. */
    public record Fit(String board, long sramBytes, long flashBytes, boolean fits) {}

    public static Analysis of(Graph graph) {
        Schedule schedule = MemoryPlanner.plan(graph.structureAs(DType.INT8), PlannerOptions.thorough());
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
                Boards.all().stream().map(b -> fit(b, memory)).toList());
    }

    private static Fit fit(Board board, Prediction memory) {
        return new Fit(
                board.name(),
                board.sramBytes(),
                board.flashBytes(),
                memory.sramBytes() <= board.sramBytes() && memory.flashBytes() <= board.flashBytes());
    }
}
