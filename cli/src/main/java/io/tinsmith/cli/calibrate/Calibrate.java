package io.tinsmith.cli.calibrate;

import io.tinsmith.cli.console.Progress;
import io.tinsmith.graph.Graph;
import io.tinsmith.graph.Rounding;
import io.tinsmith.memory.CostTable;
import io.tinsmith.memory.CostTerm;
import io.tinsmith.memory.Fusion;
import io.tinsmith.memory.Kernels;
import io.tinsmith.memory.MemoryPlanner;
import io.tinsmith.memory.PlannerOptions;
import io.tinsmith.memory.Schedule;
import io.tinsmith.targets.Board;
import io.tinsmith.targets.InstructionCosts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Makes the table of a core. Chains of random ops run as layers, in place and as streams, then half as many chains of
 * bottlenecks with splits and groups; five of six are fitted, the others show how far the table holds for shapes that it has
 * not seen.
 */
public final class Calibrate {
    /** Each so manieth chain is held out. */
    private static final int HELD_OUT = 6;

    /** Of so many two round once, as sums have a kernel of their own then; some are held out, some run in any way. */
    private static final int ROUNDINGS = 7;

    private static final int MOST_STRIPS = 4;

    private final Measurements measurements;
    private final int chains;
    private final long seed;

    /**
     * @param chains of random ops, at least 1; half as many of bottlenecks come on top
     */
    public Calibrate(Measurements measurements, int chains, long seed) {
        if (chains < 1) {
            throw new IllegalArgumentException("The chains (" + chains + ") must be at least 1.\nMaybe take 30.");
        }
        this.measurements = measurements;
        this.chains = chains;
        this.seed = seed;
    }

    /**
     * A table and how far it is from what was measured.
     *
     * @param file as the tables of targets are written
     * @param errors by kind of op, for people
     */
    public record Result(CostTable table, String file, List<String> errors) {
        public Result {
            errors = List.copyOf(errors);
        }
    }

    /** How many programs run. */
    public int programs() {
        return chains + chains / 2;
    }

    /** Measures what was not measured yet, and fits. */
    public Result run(Progress progress) throws IOException {
        Kernels kernels =
                Kernels.of(InstructionCosts.kernels(measurements.board().mcu()));
        List<Sample> fitted = new ArrayList<>();
        List<Sample> heldOut = new ArrayList<>();
        int every = Math.min(HELD_OUT, programs());
        int resolution = 1;
        for (int i = 0; i < programs(); i++) {
            SplittableRandom random = new SplittableRandom(seed + i);
            Schedule schedule = i < chains ? ops(random, i) : bottlenecks(random);
            Measured measured = measurements.of(schedule, random);
            resolution = Math.max(resolution, measured.resolution());
            boolean out = every > 1 && i % every == every / 2;
            (out ? heldOut : fitted)
                    .addAll(Sample.of(schedule, measurements.kernels(kernels, schedule.graph()), measured));
            progress.to(i + 1);
        }
        Map<String, Double> costs = Fit.of(fitted, resolution);
        CostTable table = CostTable.of(kernels, costs);
        List<Sample> known = heldOut.stream().filter(s -> isKnown(s, costs)).toList();
        List<String> errors = new ArrayList<>(Errors.report("Fitted", fitted, table));
        errors.add("");
        errors.addAll(Errors.report("Held out", known, table));
        if (known.size() < heldOut.size()) {
            errors.add(
                    (heldOut.size() - known.size()) + " more need terms that none of the fitted has: raise --chains.");
        }
        return new Result(table, text(costs), errors);
    }

    private static boolean isKnown(Sample sample, Map<String, Double> costs) {
        for (CostTerm term : CostTerm.values()) {
            if (sample.counts().of(term) != 0 && !costs.containsKey(term.name()) && term != CostTerm.RESHAPE) {
                return false;
            }
        }
        return true;
    }

    private static Schedule ops(SplittableRandom random, int i) {
        Graph graph = RandomChains.of(random);
        boolean single = i % ROUNDINGS == 2 || i % ROUNDINGS == 4;
        graph = single ? graph.withRounding(Rounding.SINGLE) : graph;
        return switch (i % 5) {
            case 0 -> MemoryPlanner.plan(graph, PlannerOptions.quick().with(Fusion.LAYER));
            case 1 -> InPlace.schedule(graph);
            default -> Plans.streams(graph, random, i % 5 == 2 ? 1 : MOST_STRIPS);
        };
    }

    private static Schedule bottlenecks(SplittableRandom random) {
        return Plans.groups(RandomBottlenecks.of(random), random, MOST_STRIPS);
    }

    private String text(Map<String, Double> costs) {
        Board board = measurements.board();
        Probe probe = measurements.probe();
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "# The %s of each cost term (CostTerm in memory-model), by least squares over random ops.\n",
                probe.unit()));
        text.append(String.format(
                Locale.ROOT,
                "# Made by tinsmith calibrate: board %s, %s, %d chains, seed %d. See docs/measuring.md.\n",
                board.name(),
                probe.unit().equals("cycles") ? "on the board itself" : "under emulation",
                chains,
                seed));
        text.append("core: ").append(board.mcu().core().gccName()).append('\n');
        text.append("kernels: ").append(InstructionCosts.kernels(board.mcu())).append('\n');
        text.append("optimize: ").append(measurements.optimize()).append('\n');
        text.append(probe.unit()).append(":\n");
        costs.forEach((term, cost) ->
                text.append("  ").append(term).append(": ").append(cost).append('\n'));
        return text.toString();
    }
}
