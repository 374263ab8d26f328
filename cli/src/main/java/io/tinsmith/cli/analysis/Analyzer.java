package io.tinsmith.cli.analysis;

import io.tinsmith.cli.bench.LatencyModel;
import io.tinsmith.cli.bench.Prediction;
import io.tinsmith.cli.report.AnalysisReport;
import io.tinsmith.cli.report.EdgeNames;
import io.tinsmith.cli.report.FrontRow;
import io.tinsmith.cli.report.LeftOut;
import io.tinsmith.cli.report.Limit;
import io.tinsmith.cli.report.OpRow;
import io.tinsmith.cli.report.ScheduleNames;
import io.tinsmith.cli.report.ScheduleReport;
import io.tinsmith.graph.DType;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.GraphCost;
import io.tinsmith.memory.Fusion;
import io.tinsmith.memory.InstructionModel;
import io.tinsmith.memory.MemoryPlanner;
import io.tinsmith.memory.PlannerOptions;
import io.tinsmith.memory.Schedule;
import io.tinsmith.memory.ScheduleCost;
import io.tinsmith.memory.Step;
import io.tinsmith.targets.Board;
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
    private final @Nullable LeftOut leftOut;
    private final Moves moves;
    private final Limits limits;
    private final LatencyModel times;
    private final Map<PlannerOptions, Schedule> known = new HashMap<>();

    private Analyzer(Graph structure, @Nullable LeftOut leftOut, Moves moves, Limits limits, LatencyModel times) {
        this.structure = structure;
        this.leftOut = leftOut;
        this.moves = moves;
        this.limits = limits;
        this.times = times;
    }

    /**
     * Reports on {@code graph}, whatever its type, as int8.
     *
     * @param name for people
     * @param leftOut what the model has and {@code graph} lacks
     * @param limits of the program: with one of SRAM the schedule is the one that computes least of those that fit,
     *     without the one with the least arena
     * @param times predicts what an inference takes, on the board whose program is meant
     * @param boards to be tried
     */
    public static AnalysisReport of(
            String name,
            Graph graph,
            @Nullable LeftOut leftOut,
            Moves moves,
            Limits limits,
            LatencyModel times,
            List<Board> boards) {
        return new Analyzer(graph.structureAs(DType.INT8), leftOut, moves, limits, times).report(name, graph, boards);
    }

    private AnalysisReport report(String name, Graph graph, List<Board> boards) {
        List<Schedule> front = front();
        int chosen = choose(front, limits.sramBytes());
        Schedule schedule = front.get(chosen);
        Prediction memory = predict(schedule);
        ScheduleReport shown = ScheduleSteps.report(moves.text(), schedule);
        List<OpRow> ops = ops(schedule);
        List<Limit> checked = limits.check(schedule, memory, times);
        AnalysisReport.Time time = BoardFits.time(times, schedule);
        boolean fits = checked.stream().allMatch(Limit::fits);
        Moves rows = new Moves(Fusion.FUSED, 1, true);
        boolean mayComeByRows = moves.fusion() == Fusion.FUSED && !moves.inputByRows();
        return new AnalysisReport(
                AnalysisReport.SCHEMA_VERSION,
                name,
                GraphShapes.inputs(graph),
                GraphShapes.outputs(graph),
                EdgeNames.converted(graph.edges().inputs()).orElse(null),
                EdgeNames.converted(graph.edges().outputs()).orElse(null),
                GraphCost.macs(graph),
                GraphCost.parameters(graph),
                leftOut,
                memory.constantBytes(),
                memory.sramBytes(),
                memory.flashBytes(),
                budget(memory),
                checked,
                fits
                        ? null
                        : new FitAdvisor(structure, limits, times, this::plan)
                                .advise(moves, schedule, shown, front, ops),
                time,
                BoardFits.millijoules(times.board(), time),
                shown,
                ScheduleSteps.report(ScheduleNames.of(Fusion.LAYER), plan(Moves.of(Fusion.LAYER))),
                kinds(),
                IntStream.range(0, front.size())
                        .mapToObj(i -> row(front.get(i), i == chosen))
                        .toList(),
                ops,
                BoardFits.of(boards, schedule, mayComeByRows ? Optional.of(plan(rows)) : Optional.empty()));
    }

    private Prediction predict(Schedule schedule) {
        return Prediction.of(schedule, times.board());
    }

    /** With what each is predicted to take, where the table is of instructions. */
    private List<OpRow> ops(Schedule schedule) {
        List<OpRow> ops = ScheduleFigures.ops(schedule, Map.of());
        if (!times.knows(schedule) || times.of(schedule).instructions() == 0) {
            return ops;
        }
        List<Long> takes = InstructionModel.byOp(schedule, times.table(schedule));
        return ops.stream()
                .map(op -> op.index() < takes.size() ? op.predicted(Math.max(0, takes.get(op.index()))) : op)
                .toList();
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
        if (moves.maxOverhead() == 1) {
            // The same schedule as of the program that will be generated.
            Schedule once = plan(moves);
            front.removeIf(schedule -> allowed(schedule) || schedule.arenaBytes() >= once.arenaBytes());
            front.add(0, once);
        } else if (front.stream().noneMatch(this::allowed)) {
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
                if (sramBytes.isPresent() && predict(front.get(i)).sramBytes() <= sramBytes.get()) {
                    return i;
                }
            }
        }
        return last;
    }

    /** The arena that is left beside statics and stack of the chosen schedule. */
    private AnalysisReport.@Nullable Budget budget(Prediction memory) {
        Long sramBytes = limits.sramBytes().orElse(null);
        if (sramBytes == null) {
            return null;
        }
        long others = memory.sramBytes() - memory.arenaBytes();
        return new AnalysisReport.Budget(sramBytes, sramBytes - others, memory.sramBytes() <= sramBytes);
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
}
