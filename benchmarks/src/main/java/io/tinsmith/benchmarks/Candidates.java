package io.tinsmith.benchmarks;

import io.tinsmith.cli.bench.LatencyModel;
import io.tinsmith.cli.bench.Prediction;
import io.tinsmith.cli.console.Console;
import io.tinsmith.cli.console.TextTable;
import io.tinsmith.cli.design.BoardCosts;
import io.tinsmith.cli.report.ScheduleNames;
import io.tinsmith.codegen.Optimize;
import io.tinsmith.memory.Fusion;
import io.tinsmith.memory.PlannerOptions;
import io.tinsmith.memory.Schedule;
import io.tinsmith.search.CostModel;
import io.tinsmith.search.Network;
import io.tinsmith.search.RunTime;
import io.tinsmith.search.SearchSpace;
import io.tinsmith.search.SpaceFamilies;
import io.tinsmith.targets.Board;
import io.tinsmith.targets.Boards;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How many candidates a search costs in a second of one core. */
@Command(
        name = "candidates",
        description = "Times the cost of candidates: schedule, memory, and instructions by the table of a core.",
        mixinStandardHelpOptions = true)
final class Candidates implements Runnable {
    @Option(names = "--space", description = "default: ${DEFAULT-VALUE}")
    private String space = "mobile-tiny";

    @Option(names = "--board", description = "default: ${DEFAULT-VALUE}")
    private String board = "netduino-plus-2";

    @Option(names = "--networks", description = "drawn, after as many to warm up; default: ${DEFAULT-VALUE}")
    private int networks = 4_000;

    @Option(names = "--seed", description = "default: ${DEFAULT-VALUE}")
    private long seed = 1;

    private final Console console = Console.of(new PrintWriter(System.out, true, StandardCharsets.UTF_8));

    @Override
    public void run() {
        Board on = Boards.byName(board);
        LatencyModel times = LatencyModel.of(on, Optimize.BALANCED);
        Function<Schedule, RunTime> known = schedule -> BoardCosts.runTime(times, schedule);
        TextTable table = new TextTable("schedule", "time", "#candidates/s of a core");
        for (Fusion fusion : List.of(Fusion.IN_PLACE, Fusion.FUSED)) {
            table.row(ScheduleNames.of(fusion), "not predicted", rate(on, fusion, schedule -> RunTime.UNKNOWN));
            table.row(ScheduleNames.of(fusion), "predicted", rate(on, fusion, known));
        }
        console.lines(table.lines());
    }

    private String rate(Board on, Fusion fusion, Function<Schedule, RunTime> time) {
        List<SearchSpace> members = SpaceFamilies.builtin(space).members(1, 10);
        List<Network> drawn = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 2 * networks; i++) {
            SearchSpace member = members.get(i % members.size());
            drawn.add(member.decode(member.sample(random)));
        }
        CostModel costs = new CostModel(
                schedule -> Prediction.footprint(schedule, on),
                time,
                PlannerOptions.quick().with(fusion));
        drawn.subList(0, networks).forEach(costs::of);
        // The thread's own time: what else runs on the machine does not count.
        long before = cpuNanos();
        drawn.subList(networks, 2 * networks).forEach(costs::of);
        return String.format(Locale.ROOT, "%,.0f", networks * 1e9 / (cpuNanos() - before));
    }

    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
