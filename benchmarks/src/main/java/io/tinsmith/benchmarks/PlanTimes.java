package io.tinsmith.benchmarks;

import io.tinsmith.cli.console.Console;
import io.tinsmith.cli.console.Progress;
import io.tinsmith.cli.console.TextTable;
import io.tinsmith.cli.report.ScheduleNames;
import io.tinsmith.graph.DType;
import io.tinsmith.graph.Graph;
import io.tinsmith.memory.Fusion;
import io.tinsmith.memory.MemoryPlanner;
import io.tinsmith.memory.PlannerOptions;
import io.tinsmith.memory.Schedule;
import io.tinsmith.search.KnownArchitectures;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How long planning takes for networks of the literature, and what arena it finds. */
@Command(
        name = "plan",
        description = "Times the memory planner on MobileNetV2 and MCUNet.",
        mixinStandardHelpOptions = true)
final class PlanTimes implements Runnable {
    @Option(
            names = "--repeat",
            description = "timed plans of each kind, after as many to warm up; default: ${DEFAULT-VALUE}")
    private int repeat = 31;

    private final Console console = Console.of(new PrintWriter(System.out, true, StandardCharsets.UTF_8));

    /** One way to plan. */
    private record Kind(String name, PlannerOptions options) {}

    @Override
    public void run() {
        List<Kind> kinds = new ArrayList<>();
        for (Fusion fusion : Fusion.values()) {
            kinds.add(new Kind(
                    ScheduleNames.of(fusion) + ", quick", PlannerOptions.quick().with(fusion)));
            kinds.add(new Kind(
                    ScheduleNames.of(fusion) + ", thorough",
                    PlannerOptions.thorough().with(fusion)));
        }
        List<String> networks = KnownArchitectures.names();
        TextTable table =
                new TextTable("network", "schedule", "#arena KiB", "#median ms", "#least ms", "#x inplace, quick");
        try (Progress progress = console.progress("plans", (long) networks.size() * kinds.size())) {
            int done = 0;
            for (String network : networks) {
                Graph graph = KnownArchitectures.of(network).toGraph(DType.INT8);
                double unit = time(graph, PlannerOptions.quick().with(Fusion.IN_PLACE))[0];
                for (Kind kind : kinds) {
                    double[] millis = time(graph, kind.options());
                    Schedule schedule = MemoryPlanner.plan(graph, kind.options());
                    table.row(
                            network,
                            kind.name(),
                            text("%.1f", schedule.arenaBytes() / 1024.0),
                            text("%.2f", millis[1]),
                            text("%.2f", millis[0]),
                            text("%.1f", millis[0] / unit));
                    done++;
                    progress.to(done);
                }
            }
        }
        console.lines(table.lines());
    }

    /** Least and median milliseconds. The least is what other work on the machine disturbs least. */
    private double[] time(Graph graph, PlannerOptions options) {
        double[] millis = new double[repeat];
        long arena = 0;
        for (int i = -repeat; i < repeat; i++) {
            long start = System.nanoTime();
            arena += MemoryPlanner.plan(graph, options).arenaBytes();
            millis[Math.max(0, i)] = (System.nanoTime() - start) / 1e6;
        }
        if (arena <= 0) {
            throw new IllegalStateException("The plans of " + graph.name() + " take no memory.");
        }
        Arrays.sort(millis);
        return new double[] {millis[0], millis[repeat / 2]};
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
