package io.tinsmith.benchmarks;

import io.tinsmith.cli.console.Console;
import io.tinsmith.cli.console.Progress;
import io.tinsmith.cli.report.ScheduleNames;
import io.tinsmith.memory.Fusion;
import io.tinsmith.memory.MemoryBudget;
import io.tinsmith.memory.PlannerOptions;
import io.tinsmith.memory.RuntimeFootprint;
import io.tinsmith.search.Constraints;
import io.tinsmith.search.CostModel;
import io.tinsmith.search.SearchSpace;
import io.tinsmith.search.SpaceFamilies;
import io.tinsmith.search.SpaceScore;
import io.tinsmith.search.SpaceScorer;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The first stage of TinyNAS: its 108 spaces scored, timed, and ranked beside the published ten best. */
@Command(
        name = "tinynas-sweep",
        description = "Scores the 108 spaces of TinyNAS and compares with the published ten best.",
        mixinStandardHelpOptions = true)
final class TinyNasSweep implements Runnable {
    /** ImageNet-100, on which the paper chose its space. */
    private static final int CLASSES = 100;

    /** The paper counts activations and weights alone. */
    private static final RuntimeFootprint NO_RUNTIME = new RuntimeFootprint(0, 0, 0);

    @Option(names = "--schedule", description = "layer, inplace or fused; default: inplace, then fused")
    private List<String> schedules = List.of("inplace", "fused");

    @Option(names = "--samples", description = "networks drawn from each space; default: ${DEFAULT-VALUE}")
    private int samples = 1000;

    @Option(names = "--sram", description = "for activations, KiB; default: ${DEFAULT-VALUE}")
    private int sramKib = 320;

    @Option(names = "--flash", description = "for constants, KiB; default: ${DEFAULT-VALUE}")
    private int flashKib = 1024;

    @Option(names = "--seed", description = "default: ${DEFAULT-VALUE}")
    private long seed = 1;

    @Option(names = "--threads", description = "default: all cores")
    private int threads = Runtime.getRuntime().availableProcessors();

    private final Console console = Console.of(new PrintWriter(System.out, true, StandardCharsets.UTF_8));

    @Override
    public void run() {
        for (String name : schedules) {
            sweep(ScheduleNames.parse(name));
        }
    }

    private void sweep(Fusion fusion) {
        List<SearchSpace> spaces = SpaceFamilies.builtin("mobile-224").members(3, CLASSES);
        LongAdder plans = new LongAdder();
        CostModel costs = new CostModel(
                schedule -> {
                    plans.increment();
                    return NO_RUNTIME;
                },
                PlannerOptions.quick().with(fusion));
        Constraints limits = Constraints.of(new MemoryBudget(1024L * sramKib, 1024L * flashKib));
        long start = System.nanoTime();
        Duration cpuBefore = cpu();
        List<SpaceScore> scores;
        try (Progress progress = console.progress(ScheduleNames.of(fusion), spaces.size())) {
            scores = new SpaceScorer(costs, limits, threads).score(spaces, samples, seed, progress::to);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        double cpuSeconds = cpu().minus(cpuBefore).toMillis() / 1e3;
        long drawn = (long) spaces.size() * samples;
        console.line("");
        console.line(String.format(
                Locale.ROOT,
                "%s: %d spaces x %,d samples at %d KiB of SRAM, %d KiB of flash, %d classes, seed %d",
                ScheduleNames.of(fusion),
                spaces.size(),
                samples,
                sramKib,
                flashKib,
                CLASSES,
                seed));
        console.line(String.format(
                Locale.ROOT,
                "%.1f s on %d threads, %.1f s of CPU; %,d networks/s, %,d plans (none where constants alone exceed the flash), %,d plans/s",
                seconds,
                threads,
                cpuSeconds,
                Math.round(drawn / seconds),
                plans.sum(),
                Math.round(plans.sum() / seconds)));
        console.line("");
        console.lines(SweepTable.of(scores));
    }

    /** Of all threads of this process, the compiler's among them. */
    private static Duration cpu() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }
}
