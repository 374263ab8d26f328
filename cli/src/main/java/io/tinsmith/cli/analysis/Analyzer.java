package io.tinsmith.cli.analysis;

import io.tinsmith.cli.bench.LatencyModel;
import io.tinsmith.cli.bench.Prediction;
import io.tinsmith.cli.report.AnalysisReport;
import io.tinsmith.cli.report.EdgeNames;
import io.tinsmith.cli.report.FrontRow;
import io.tinsmith.cli.report.ScheduleNames;
import io.tinsmith.graph.DType;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.GraphCost;
import io.tinsmith.memory.Fusion;
import io.tinsmith.memory.MemoryPlanner;
import io.tinsmith.memory.PlannerOptions;
import io.tinsmith.memory.Schedule;
import io.tinsmith.memory.ScheduleCost;
import io.tinsmith.memory.Step;
import io.tinsmith.targets.Board;
import io.tinsmith.targets.Boards;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Plans one network in every way and reports what each takes. */
public final class Analyzer {
    /** What more computing would buy is shown up to here, even where less is allowed. */
    private static final double FRONT_OVERHEAD = 2;

    private final Graph structure;
    private final Moves moves;
    private final LatencyModel times;
    private final Map<PlannerOptions, Schedule> known = new HashMap<>();

    private Analyzer(Graph structure, Moves moves, LatencyModel times) {
        this.structure = structure;
        this.moves = moves;
        this.times = times;
    }

    /**
     * Reports on {@code graph}, whatever its type, as int8.
     *
     * @param name for people
     * @param sramBytes what the whole program may take: then the schedule is the one that computes least of those that
     *     fit. Without, the one with the least arena
     * @param times predicts what an inference takes
     */
    public static AnalysisReport of(
            String name, Graph graph, Moves moves, Optional<Long> sramBytes, LatencyModel times) {
        return new Analyzer(graph.structureAs(DType.INT8), moves, times).report(name, graph, sramBytes);
    }

    private AnalysisReport report(String name, Graph graph, Optional<Long> sramBytes) {
        List<Schedule> front = front();
        int chosen = choose(front, sramBytes);
        Schedule schedule = front.get(chosen);
        Prediction memory = Prediction.of(schedule);
        return new AnalysisReport(
                AnalysisReport.SCHEMA_VERSION,
                name,
                graph.input().shape().toString(),
                graph.output().shape().toString(),
                EdgeNames.converted(graph.edges().inputs().get(0)).orElse(null),
                EdgeNames.converted(graph.edges().outputs().get(0)).orElse(null),
                GraphCost.macs(graph),
                GraphCost.parameters(graph),
                memory.constantBytes(),
                memory.sramBytes(),
                memory.flashBytes(),
                budget(sramBytes, memory),
                time(schedule),
                ScheduleSteps.report(moves.text(), schedule),
                ScheduleSteps.report(ScheduleNames.of(Fusion.LAYER), plan(Moves.of(Fusion.LAYER))),
                kinds(),
                IntStream.range(0, front.size())
                        .mapToObj(i -> row(front.get(i), i == chosen))
                        .toList(),
                ScheduleFigures.ops(schedule, Map.of()),
                Boards.all().stream().map(b -> fit(b, memory)).toList());
    }

    private Schedule plan(Moves by) {
        PlannerOptions options = by.options(PlannerOptions.thorough());
        return known.computeIfAbsent(options, o -> MemoryPlanner.plan(structure, o));
    }

    /** The least memory within the moves stands in the front, if need be before all others. */
    private List<Schedule> front() {
        double overhead = moves.fusion() == Fusion.FUSED ? Math.max(FRONT_OVERHEAD, moves.maxOverhead()) : 1;
        PlannerOptions options =
                new Moves(moves.fusion(), overhead, moves.inputByRows()).options(PlannerOptions.thorough());
        List<Schedule> front = new ArrayList<>(MemoryPlanner.front(structure, options));
        if (front.stream().noneMatch(this::allowed)) {
            front.add(0, plan(moves));
        }
        return front;
    }

    private boolean allowed(Schedule schedule) {
        // Half a MAC for the rounding of the factor.
        return ScheduleCost.macs(schedule) <= GraphCost.macs(structure) * moves.maxOverhead() + 0.5;
    }

    /** The first that fits, else the last: of those that are allowed. */
    private int choose(List<Schedule> front, Optional<Long> sramBytes) {
        int last = 0;
        for (int i = 0; i < front.size(); i++) {
            if (allowed(front.get(i))) {
                last = i;
                if (sramBytes.isPresent() && Prediction.of(front.get(i)).sramBytes() <= sramBytes.get()) {
                    return i;
                }
            }
        }
        return last;
    }

    /** The arena that is left beside statics and stack of the chosen schedule. */
    private static AnalysisReport.@Nullable Budget budget(Optional<Long> sramBytes, Prediction memory) {
        if (sramBytes.isEmpty()) {
            return null;
        }
        long others = memory.sramBytes() - memory.arenaBytes();
        return new AnalysisReport.Budget(
                sramBytes.get(), sramBytes.get() - others, memory.sramBytes() <= sramBytes.get());
    }

    private AnalysisReport.@Nullable Time time(Schedule schedule) {
        if (!times.knows(schedule)) {
            return null;
        }
        LatencyModel.Latency latency = times.of(schedule);
        return new AnalysisReport.Time(
                times.board().name(),
                latency.instructions() > 0 ? latency.instructions() : null,
                latency.millis(),
                latency.lowMillis(),
                latency.highMillis());
    }

    private List<AnalysisReport.Plan> kinds() {
        List<AnalysisReport.Plan> plans = new ArrayList<>();
        for (Fusion fusion : Fusion.values()) {
            plans.add(kind(Moves.of(fusion)));
        }
        plans.add(kind(new Moves(Fusion.FUSED, 1, true)));
        return plans;
    }

    private AnalysisReport.Plan kind(Moves by) {
        Schedule schedule = plan(by);
        List<Integer> streams = schedule.steps().stream()
                .filter(Step.Stream.class::isInstance)
                .map(step -> step.ops().size())
                .toList();
        return new AnalysisReport.Plan(
                by.text(), schedule.arenaBytes(), schedule.steps().size(), streams, ScheduleCost.macs(schedule));
    }

    private FrontRow row(Schedule schedule, boolean chosen) {
        long macs = ScheduleCost.macs(schedule);
        long once = GraphCost.macs(structure);
        int strips = 1;
        int splits = 0;
        for (Step step : schedule.steps()) {
            if (step instanceof Step.Stream stream) {
                strips = Math.max(strips, stream.strips());
                splits += stream.splits().size();
            }
        }
        return new FrontRow(
                schedule.arenaBytes(),
                macs,
                once == 0 ? 1 : (double) macs / once,
                schedule.steps().size(),
                strips,
                splits,
                allowed(schedule),
                chosen);
    }

    private static AnalysisReport.Fit fit(Board board, Prediction memory) {
        return new AnalysisReport.Fit(
                board.name(),
                board.sramBytes(),
                board.flashBytes(),
                memory.sramBytes() <= board.sramBytes() && memory.flashBytes() <= board.flashBytes());
    }
}
