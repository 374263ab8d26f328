package io.tinsmith.cli.analysis;

import io.tinsmith.cli.bench.LatencyModel;
import io.tinsmith.cli.bench.Prediction;
import io.tinsmith.cli.report.ArenaMap;
import io.tinsmith.cli.report.FitAdvice;
import io.tinsmith.cli.report.Limit;
import io.tinsmith.cli.report.OpRow;
import io.tinsmith.cli.report.ScheduleReport;
import io.tinsmith.cli.report.StepRow;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.GraphCost;
import io.tinsmith.memory.Fusion;
import io.tinsmith.memory.InstructionModel;
import io.tinsmith.memory.Schedule;
import io.tinsmith.memory.ScheduleCost;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** Says what makes a network too large, and what would make it fit. */
final class FitAdvisor {
    private static final int MOST_SHARES = 5;
    private static final double WHOLE = 1;

    private final Graph structure;
    private final Limits limits;
    private final LatencyModel times;
    private final Function<Moves, Schedule> plans;

    /**
     * @param plans finds the best schedule by some moves
     */
    FitAdvisor(Graph structure, Limits limits, LatencyModel times, Function<Moves, Schedule> plans) {
        this.structure = structure;
        this.limits = limits;
        this.times = times;
        this.plans = plans;
    }

    /**
     * The advice.
     *
     * @param shown the schedule that does not fit
     * @param report of it
     * @param front schedules that compute more for less memory
     */
    FitAdvice advise(Moves moves, Schedule shown, ScheduleReport report, List<Schedule> front, List<OpRow> ops) {
        Prediction memory = Prediction.of(shown, times.board());
        Set<Limit.What> wanting = EnumSet.noneOf(Limit.What.class);
        limits.check(shown, memory, times).stream().filter(l -> !l.fits()).forEach(l -> wanting.add(l.what()));
        boolean sram = wanting.contains(Limit.What.SRAM);
        List<String> remarks = new ArrayList<>();
        List<FitAdvice.Smaller> smaller = smaller(new SmallerNetworks(structure, moves, limits, times), remarks);
        return new FitAdvice(
                sram ? peak(report, memory) : null,
                sram || wanting.contains(Limit.What.LATENCY) ? ways(moves, front) : List.of(),
                wanting.contains(Limit.What.FLASH) ? shares(ops, OpRow::flashBytes) : List.of(),
                wanting.contains(Limit.What.LATENCY) ? slowest(shown, ops) : List.of(),
                smaller,
                remarks);
    }

    private static FitAdvice.Peak peak(ScheduleReport schedule, Prediction memory) {
        ArenaMap arena = schedule.arena();
        StepRow step = schedule.steps().get(arena.peakStep());
        return new FitAdvice.Peak(
                step.step(),
                step.kindText(),
                step.firstOp(),
                step.lastOp(),
                step.liveBytes(),
                memory.sramBytes() - memory.arenaBytes(),
                ScheduleFigures.during(arena.blocks(), step.step()).stream()
                        .sorted(Comparator.comparingLong(ArenaMap.Block::sizeBytes)
                                .reversed())
                        .map(b -> new FitAdvice.Area(b.name(), b.kind().name(), b.arenaOffsetBytes(), b.sizeBytes()))
                        .toList());
    }

    private List<FitAdvice.Way> ways(Moves moves, List<Schedule> front) {
        List<FitAdvice.Way> ways = new ArrayList<>();
        for (Fusion fusion : Fusion.values()) {
            Moves by = Moves.of(fusion);
            ways.add(way(by.text(), plans.apply(by), "--schedule " + by.text()));
        }
        Moves rows = new Moves(Fusion.FUSED, WHOLE, true);
        ways.add(way(rows.text(), plans.apply(rows), "--schedule fused --input rows"));
        long once = Math.max(1, GraphCost.macs(structure));
        for (int i = 0; i < front.size(); i++) {
            Schedule schedule = front.get(i);
            // Rounded up, so that it is enough.
            double overhead = Math.ceil(1e3 * ScheduleCost.macs(schedule) / once) / 1e3;
            if (overhead > WHOLE && (fits(schedule) || i == front.size() - 1)) {
                String option = String.format(Locale.ROOT, "--max-overhead %.3f", overhead)
                        + (moves.inputByRows() ? " --input rows" : "");
                ways.add(way("fused, computing again", schedule, option));
                break;
            }
        }
        return ways;
    }

    private FitAdvice.Way way(String text, Schedule schedule, String option) {
        long once = Math.max(1, GraphCost.macs(structure));
        return new FitAdvice.Way(
                text,
                (double) ScheduleCost.macs(schedule) / once,
                Prediction.of(schedule, times.board()).sramBytes(),
                times.knows(schedule) ? Math.round(1e3 * times.of(schedule).millis()) : null,
                option,
                fits(schedule));
    }

    private boolean fits(Schedule schedule) {
        return limits.fits(schedule, Prediction.of(schedule, times.board()), times);
    }

    private List<FitAdvice.Share> slowest(Schedule shown, List<OpRow> ops) {
        List<Long> takes = InstructionModel.byOp(shown, times.table(shown));
        return shares(ops, op -> op.index() < takes.size() ? takes.get(op.index()) : 0);
    }

    private static List<FitAdvice.Share> shares(List<OpRow> ops, ToLongFunction<OpRow> amount) {
        double all = Math.max(1, ops.stream().mapToLong(amount).sum());
        return ops.stream()
                .filter(op -> amount.applyAsLong(op) > 0)
                .sorted(Comparator.comparingLong(amount).reversed())
                .limit(MOST_SHARES)
                .map(op -> new FitAdvice.Share(
                        op.index(), op.name(), op.kind(), amount.applyAsLong(op), amount.applyAsLong(op) / all))
                .toList();
    }

    private static List<FitAdvice.Smaller> smaller(SmallerNetworks networks, List<String> remarks) {
        List<FitAdvice.Smaller> found = new ArrayList<>();
        if (networks.haveImage()) {
            networks.smallerInput().ifPresentOrElse(found::add, () -> remarks.add("No smaller input alone fits."));
        } else {
            remarks.add("Its input can't be smaller.");
        }
        networks.narrower().ifPresentOrElse(found::add, () -> remarks.add("No smaller width alone fits."));
        if (found.isEmpty() && networks.haveImage()) {
            networks.both().ifPresentOrElse(found::add, () -> remarks.add("Nor do both together."));
        }
        if (!networks.refusal().isEmpty()) {
            remarks.add("Not all sizes could be tried: " + networks.refusal());
        }
        return found;
    }
}
