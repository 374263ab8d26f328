package io.tinsmith.cli.analysis;

import io.tinsmith.cli.bench.LatencyModel;
import io.tinsmith.graph.Graph;
import io.tinsmith.memory.CostTable;
import io.tinsmith.memory.Fusion;
import io.tinsmith.memory.InstructionModel;
import io.tinsmith.memory.MemoryPlanner;
import io.tinsmith.memory.PlannerOptions;
import io.tinsmith.memory.Schedule;
import io.tinsmith.memory.Step;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Chooses how the ops of a network run: of the ways that fit, the one of the fewest predicted instructions. It begins with
 * the schedule of the least memory and runs its streams as layers, that which saves most first, as long as the program
 * fits; layers alone, planned for themselves, are tried too.
 */
public final class Chooser {
    private static final PlannerOptions OPTIONS = PlannerOptions.thorough().with(Fusion.FUSED);

    private final Schedule least;
    private final LatencyModel times;
    private final Predicate<Schedule> fits;

    private Chooser(Schedule least, LatencyModel times, Predicate<Schedule> fits) {
        this.least = least;
        this.times = times;
        this.fits = fits;
    }

    /**
     * What was chosen.
     *
     * @param kept streams that would take fewer instructions as layers, which do not fit: by the first op
     */
    public record Choice(Schedule schedule, Schedule least, List<Kept> kept) {
        public Choice {
            kept = List.copyOf(kept);
        }
    }

    /**
     * A step of the schedule of the least memory that stays as it is for want of memory.
     *
     * @param instructions that it takes, and would take as layers
     * @param without the schedule with its ops as layers, which does not fit
     */
    public record Kept(Step step, long instructions, long asLayers, Schedule without) {}

    /**
     * Chooses.
     *
     * @param least the schedule of the least memory
     * @param fits whether a program fits; it may be that not even {@code least} does, and then it is chosen
     */
    public static Choice choose(Schedule least, LatencyModel times, Predicate<Schedule> fits) {
        return new Chooser(least, times, fits).choose();
    }

    private Choice choose() {
        if (least.inputByRows()) {
            return new Choice(least, least, List.of());
        }
        List<Kept> kept = new ArrayList<>();
        Schedule chosen = cut(kept);
        Schedule layers = MemoryPlanner.plan(least.graph(), OPTIONS.with(Fusion.IN_PLACE));
        if (fits.test(layers) && instructions(layers) < instructions(chosen)) {
            return new Choice(layers, least, List.of());
        }
        return new Choice(chosen, least, kept);
    }

    /** What a step takes as it is and as layers. */
    private record Way(int step, double asIs, double asLayers) {
        double saves() {
            return asIs - asLayers;
        }
    }

    /** With as many streams cut as fit. */
    private Schedule cut(List<Kept> kept) {
        CostTable table = times.table(least);
        List<Way> ways = new ArrayList<>();
        for (int i = 0; i < least.steps().size(); i++) {
            Step step = least.steps().get(i);
            double asIs = InstructionModel.instructions(least.graph(), step, table);
            ways.add(new Way(i, asIs, layers(step, table)));
        }
        ways.removeIf(way -> way.saves() <= 0);
        ways.sort(Comparator.comparingDouble(way -> -way.saves()));
        Set<Integer> cut = new HashSet<>();
        Schedule chosen = least;
        for (Way way : ways) {
            cut.add(way.step());
            Schedule without = MemoryPlanner.asLayers(least, cut, OPTIONS);
            if (fits.test(without) && instructions(without) < instructions(chosen)) {
                chosen = without;
                continue;
            }
            cut.remove(way.step());
            if (!fits.test(without)) {
                kept.add(new Kept(
                        least.steps().get(way.step()), Math.round(way.asIs()), Math.round(way.asLayers()), without));
            }
        }
        return chosen;
    }

    private double layers(Step step, CostTable table) {
        if (step instanceof Step.Layer) {
            return Double.POSITIVE_INFINITY;
        }
        Graph graph = least.graph();
        return step.ops().stream()
                .mapToDouble(op -> InstructionModel.instructions(graph, new Step.Layer(op, false, 0, 0), table))
                .sum();
    }

    private long instructions(Schedule schedule) {
        return InstructionModel.instructions(schedule, times.table(schedule));
    }
}
