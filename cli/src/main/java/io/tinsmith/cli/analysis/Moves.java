package io.tinsmith.cli.analysis;

import io.tinsmith.cli.bench.Prediction;
import io.tinsmith.cli.report.ScheduleNames;
import io.tinsmith.graph.Graph;
import io.tinsmith.memory.Fusion;
import io.tinsmith.memory.MemoryPlanner;
import io.tinsmith.memory.PlannerOptions;
import io.tinsmith.memory.Schedule;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * How the ops of a network may be run, as the user asked.
 *
 * @param maxOverhead MACs of a schedule over those of layer-wise execution, at most; 1 for no recomputation. Above 1 only
 *     where {@code fusion} is {@code FUSED}
 * @param inputByRows the firmware may take its input row by row; only where {@code fusion} is {@code FUSED}
 */
public record Moves(Fusion fusion, double maxOverhead, boolean inputByRows) {
    public Moves {
        if (!(maxOverhead >= 1) || Double.isInfinite(maxOverhead)) {
            throw new IllegalArgumentException("The maxOverhead (" + maxOverhead
                    + ") is not a factor from 1.\nMaybe it was meant as a part: 0.3 more is 1.3.");
        }
        if (fusion != Fusion.FUSED && maxOverhead > 1) {
            throw new IllegalArgumentException("The maxOverhead (" + maxOverhead + ") is of no use to the schedule ("
                    + ScheduleNames.of(fusion) + "), which never computes twice.\nMaybe use --schedule fused.");
        }
        if (fusion != Fusion.FUSED && inputByRows) {
            throw new IllegalArgumentException("The schedule (" + ScheduleNames.of(fusion)
                    + ") reads its input whole.\nMaybe use --schedule fused, or --input whole.");
        }
    }

    /** All of {@code fusion}, without recomputation, the input whole. */
    public static Moves of(Fusion fusion) {
        return new Moves(fusion, 1, false);
    }

    /** These moves, tried as hard as {@code effort} says. */
    public PlannerOptions options(PlannerOptions effort) {
        return new PlannerOptions(fusion, effort.reorder(), effort.exactNodeLimit(), inputByRows, maxOverhead);
    }

    /**
     * The schedule of a program that will be built: the one that computes least within its SRAM, or that with the least
     * memory if none is known to fit.
     *
     * @param graph int8
     * @param sramBytes of the whole program
     */
    public Schedule plan(Graph graph, long sramBytes) {
        return plan(graph, schedule -> Prediction.of(schedule).sramBytes() <= sramBytes);
    }

    /** The same by whether a schedule's program fits. */
    Schedule plan(Graph graph, Predicate<Schedule> fits) {
        PlannerOptions options = options(PlannerOptions.thorough());
        if (maxOverhead > 1) {
            return MemoryPlanner.front(graph, options).stream()
                    .filter(fits)
                    .findFirst()
                    .orElseGet(() -> MemoryPlanner.plan(graph, options));
        }
        return MemoryPlanner.plan(graph, options);
    }

    /** Such as {@code fused} or {@code fused, at most 1.3 times the MACs, input by rows}. */
    public String text() {
        String text = ScheduleNames.of(fusion);
        if (maxOverhead > 1) {
            text += String.format(Locale.ROOT, ", at most %s times the MACs", maxOverhead);
        }
        return inputByRows ? text + ", input by rows" : text;
    }
}
